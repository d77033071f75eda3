"""Django settings: production by default, told apart by the environment alone."""

from pathlib import Path

from django.utils.csp import CSP

from portal.core import environment as env
from portal.core import logs

BASE_DIR = Path(__file__).resolve().parent.parent
PORTAL_PROFILE = env.profile()
IS_DEMO = PORTAL_PROFILE == "demonstration"
IS_REHEARSAL = PORTAL_PROFILE == "rehearsal"  # a second installation, from which nothing leaves
IS_LOCAL = PORTAL_PROFILE in {"demonstration", "test"}
VAR = Path(env.text("PORTAL_VAR", str(BASE_DIR / "var")))

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY", "demonstration-" + "0" * 50 if IS_LOCAL else None)
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.names(
    "ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver" if IS_LOCAL else ""
)
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")
PORTAL_ADDRESS = env.text("PORTAL_ADDRESS", "http://127.0.0.1:8000" if IS_LOCAL else None)
PORTAL_CLOCK = str(VAR / "clock") if IS_REHEARSAL else env.text("PORTAL_CLOCK", "")
DEMO_DOORS = IS_DEMO  # /demo/ ; a system check refuses it with any other profile

INSTALLED_APPS = [
    "home",
    "community",
    "observatory",
    "labelling",
    "portal",
    "home.cms.apps.Redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "home.cms.apps.Snippets",
    "home.cms.apps.Documents",
    "home.cms.apps.Images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "portal.web.access_log.AccessLog",  # before all others: their lines bear its identity
    "portal.web.middleware.Headers",  # before the refusal of a host, and the redirection to HTTPS
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.page_views.middleware.PageViewCounter",  # sees the cached pages go out
    "portal.cache.pages.PageCache",
    "django.middleware.gzip.GZipMiddleware",  # pads its answers against BREACH; tokens are masked
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "portal.accounts.middleware.SecondFactorRequired",
    "portal.accounts.middleware.ClosedDoor",  # of a rehearsal; a session that is over is a stranger’s
    "django_htmx.middleware.HtmxMiddleware",
    "portal.web.middleware.Redirects",
    "portal.documents.middleware.Inspection",
    "portal.web.middleware.Submissions",  # the last: it calls the view
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
# Our templates, then those of the apps.
LOADERS = ["portal.ui.template_loader.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", LOADERS)],
            "builtins": [
                "portal.templatetags.ui",
                "portal.templatetags.diagram_tags",
                "django.templatetags.static",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.web.context.layout",
                "portal.demonstration.jobs.strip",
                "home.frame.context.frame",
            ],
        },
    }
]

DATABASES = {
    "default": env.database(
        env.text("DATABASE_URL", f"sqlite:///{VAR / 'portail.sqlite3'}" if IS_LOCAL else None),
        BASE_DIR,
    )
}
IS_POSTGRES = DATABASES["default"]["ENGINE"].endswith("postgresql")
if IS_POSTGRES:
    INSTALLED_APPS.append("django.contrib.postgres")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL", "")
REDIS = {"BACKEND": "portal.cache.redis_cache.Redis", "LOCATION": REDIS_URL}
TABLE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}
MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": REDIS if REDIS_URL else TABLE,
    "answers": {"BACKEND": MEMORY, "LOCATION": "answers"},
    # What is there carries a version, and is not served at another.
    "pages": {
        "BACKEND": MEMORY,
        "LOCATION": "pages",
        "TIMEOUT": 300,
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True

COUNTS_READS = PORTAL_PROFILE != "test"  # a test that wants it asks for it
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
MAIL_ROOT = VAR / "mail"
MAIL_URL = "eml" if IS_REHEARSAL else env.text("MAIL_URL", "eml" if IS_LOCAL else None)
MAILERS = {"default": env.mailer(MAIL_URL, MAIL_ROOT)}
QUIET_HOURS = env.hours("QUIET_HOURS", "" if IS_LOCAL else "20:00-07:00")  # and weekends
MAIL_INBOX = env.text("MAIL_INBOX", "")  # maildir of what comes in; empty: the pipe alone
MAIL_RECEIVED_LIMIT = env.number("MAIL_RECEIVED_LIMIT", 10 * 1024 * 1024)  # bytes of one mail
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Portail Quali’Hlm <portail@qualihlm.example>")

REPLY_DOMAIN = env.text("REPLY_DOMAIN", "")  # empty: mails are answered on the page alone

PRIVATE_ROOT = Path(env.text("PRIVATE_ROOT", str(VAR / "private")))
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(VAR / "media")))
MEDIA_URL, STATIC_URL = "/media/", "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(VAR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "portal.documents.storage.PublicStorage"},
    "private": {
        "BACKEND": "portal.documents.storage.PrivateStorage",
        "OPTIONS": {"location": PRIVATE_ROOT},
    },
    "staticfiles": {"BACKEND": "portal.ui.storage.Storage"},
}
if PORTAL_PROFILE == "test":
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
ANTIVIRUS_URL = env.text("ANTIVIRUS_URL", "")
SENDFILE_PREFIX = env.text("SENDFILE_PREFIX", "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 40
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
SEAL_KEY = env.text("SEAL_KEY", "")  # PKCS#12 file that seals the PDFs; empty: not sealed
SEAL_PASSPHRASE = env.text("SEAL_PASSPHRASE", "")
TLS_CERTIFICATE = env.text("TLS_CERTIFICATE", "")  # PEM file of the proxy; empty: not watched
WATCHES_SERVICES = not IS_LOCAL  # the homes of who watches say what fails
BACKUP_ROOT = env.text("BACKUP_ROOT", "")  # folder of the backups; empty: named in each command
BACKUP_KEY = env.names("BACKUP_KEY")  # public keys (age) that encrypt them
BACKUP_KEPT = env.names("BACKUP_KEPT", "14,8,12")  # days, weeks, months that keep their last one

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True

AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "portal.accounts.passwords.LongEnough"},
    {"NAME": "portal.accounts.passwords.NotAContextWord"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/espace/"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "portal.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # no open sign-up: an invitation already proved the address
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 -- a class
PASSWORD_RESET_TIMEOUT = 7200
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "change_email": "5/h/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0)
MFA_ADAPTER = "portal.accounts.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Portail Quali’Hlm"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_LOCAL
USERSESSIONS_TRACK_ACTIVITY = False

SEARCH_URL = env.search(env.text("SEARCH_URL", ""))  # empty: the database searches
SHOW_SUSPENDED = env.flag("SHOW_SUSPENDED", default=False)  # in the directory, said « suspendu »

WAGTAIL_SITE_NAME = "Portail Quali’Hlm"
WAGTAILIMAGES_IMAGE_MODEL = "home.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.uploads.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpeg", "jpg", "png", "webp"]  # an SVG may hold code
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
# What a phone shows stays under 150 kB; the eye sees no difference with Wagtail's own.
WAGTAILIMAGES_AVIF_QUALITY, WAGTAILIMAGES_WEBP_QUALITY, WAGTAILIMAGES_JPEG_QUALITY = 60, 76, 80
WAGTAILDOCS_DOCUMENT_MODEL = "home.PortalDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.uploads.forms.DocumentForm"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses that our own routes read, and that people can type
WAGTAIL_FINISH_WORKFLOW_ACTION = "home.review.finish.publish_approved"
WAGTAILADMIN_BASE_URL = PORTAL_ADDRESS
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "odt", "ods", "csv", "png", "jpg", "svg"]
WAGTAILDOCS_EXTENSIONS += ["mp4", "webm", "vtt"]  # films of the site, and their captions
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"  # as one types them here
WAGTAIL_DATETIME_FORMAT = f"{WAGTAIL_DATE_FORMAT} %H:%M"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "français")]  # one language, one hour: nothing to choose
WAGTAIL_USER_TIME_ZONES = ["Europe/Paris"]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("fr", "français")]

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if not IS_LOCAL:
    SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if ALLAUTH_TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

if IS_REHEARSAL:  # its settings may be those of production: it reads no mail, indexes nothing, watches no real date
    MAIL_INBOX = REPLY_DOMAIN = SEARCH_URL = TLS_CERTIFICATE = ""

LOGGING = logs.configuration(is_json=not IS_LOCAL)
