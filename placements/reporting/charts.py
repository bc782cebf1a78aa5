"""The year as a line: what was held at the end of each month, and between what it may end."""

from dataclasses import dataclass
from datetime import date

from pact.common.charts import LEFT, RIGHT, LineChart, Row, shown
from placements.reporting.forecast import Forecast
from placements.reporting.years import Year


@dataclass(frozen=True, kw_only=True)
class YearChart(LineChart):
    """A line that stops where ``on`` stands in the year, with the band it may end in.

    ``table`` holds a row per month: housed, reserved, and both together.
    """

    year: Year
    on: date
    table: list[tuple[str, tuple[int | None, ...]]]
    forecast: Forecast | None = None
    forecast_label: str = ""
    template = "placements/reporting/year_chart.html"

    @property
    def known(self) -> list[tuple[float, float, int]]:
        """The last known month ends on the date itself."""
        points = super().known
        if not points:
            return points
        *before, (_, y, value) = points
        return [*before, (self._x(self.year.day_number(self.on)), y, value)]

    def _x(self, day_number: int) -> float:
        return LEFT + (RIGHT - LEFT) * day_number / self.year.days

    @property
    def band(self) -> str | None:
        """From where the line stops to the two ends."""
        if not self.forecast or not self.known:
            return None
        x, y, _ = self.known[-1]
        high, low = shown(self.y(self.forecast.high)), shown(self.y(self.forecast.low))
        return f"M{shown(x)} {shown(y)} {RIGHT} {high} {RIGHT} {low}Z"

    @property
    def rows(self) -> list[Row]:
        return [Row(label, values) for label, values in self.table]
