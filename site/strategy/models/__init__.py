from strategy.models.framework import FrameworkFile, StrategicFrameworkPage
from strategy.models.goal import GoalPage
from strategy.models.links import GoalLink
from strategy.models.strategy import StrategyPage

__all__ = ["FrameworkFile", "GoalLink", "GoalPage", "StrategicFrameworkPage", "StrategyPage"]
