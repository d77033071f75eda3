"""Correction of a clerical error on a decided dossier (BR-25): proposed by the office, agreed by the présidence."""
