"""The registry of requirements that applications must meet."""

from marketplace.core.registry import Registry
from marketplace.sellers.shape import Requirement, RequirementWords

REQUIREMENTS: Registry[Requirement] = Registry("requirement", "marketplace.sellers.requirements", RequirementWords)
