"""The registry of reports that are run by their name."""

from marketplace.core.registry import Registry
from marketplace.reporting.shape import NamedReport, ReportWords

REPORTS: Registry[NamedReport] = Registry("report", "marketplace.reporting.reports", ReportWords)
