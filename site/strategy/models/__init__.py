from strategy.models.framework import FrameworkFile, StrategicFrameworkPage
from strategy.models.goal import GoalPage
from strategy.models.home import HomePage
from strategy.models.strategy import StrategyPage

__all__ = ["FrameworkFile", "GoalPage", "HomePage", "StrategicFrameworkPage", "StrategyPage"]
