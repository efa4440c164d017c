"""The requirements that applications are held to in this installation."""

from marketplace.core.registry import Registry
from marketplace.sellers.requirement import Requirement, RequirementWords

REQUIREMENTS: Registry[Requirement] = Registry("requirement", "marketplace.sellers.requirements", RequirementWords)
