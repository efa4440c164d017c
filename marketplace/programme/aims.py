"""What support is for: an enterprise (khởi nghiệp) and a small trade (khởi sự kinh doanh) are two counts."""

START_UP, TRADE, UNKNOWN = "start_up", "trade", "unknown"
AIMS = (START_UP, TRADE)  # what an officer says; UNKNOWN is of records of before it was asked
ANY_AIM = (*AIMS, UNKNOWN)
