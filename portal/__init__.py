"""The kernel of the portal and its composition root; it knows no landlord."""
