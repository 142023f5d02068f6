"""How applications are weighed: what assessors gave, their order, what was decided."""
