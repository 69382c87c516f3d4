"""How dates are written and taken, by language, where Django's own ways do not do."""
