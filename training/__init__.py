"""Recipes of the weights that ship with Vigie: one command per language, fixed seeds, scores on a card.

python -m training.train fr --data ../shared/training
"""
