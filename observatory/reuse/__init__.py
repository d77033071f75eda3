"""« Nous l’avons fait »: organisms that reproduced a practice, and what it gave."""
