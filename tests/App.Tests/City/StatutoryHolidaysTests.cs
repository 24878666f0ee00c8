using System.Globalization;
using FunctionsApp.City;

namespace App.Tests.City;

public class StatutoryHolidaysTests
{
    [Fact]
    public void Festivals_OfEachYearTo2100_AreThoseOfIndependentCalendars()
    {
        var festivals = Festivals();
        Assert.Equal(Enumerable.Range(2025, 76), festivals.Select(festival => festival.Year));
        Assert.All(festivals, expected => Assert.Equal(expected, (expected.Year, StatutoryHolidays.SpringFestival(expected.Year),
            StatutoryHolidays.Qingming(expected.Year), StatutoryHolidays.DragonBoat(expected.Year), StatutoryHolidays.MidAutumn(expected.Year))));
    }

    [Fact]
    public void Of_2027_IsTheThirteenDaysOfTheLaw() => Assert.Equal(
        [
            Day(2027, 1, 1), Day(2027, 2, 5), Day(2027, 2, 6), Day(2027, 2, 7), Day(2027, 2, 8), Day(2027, 4, 5), Day(2027, 5, 1), Day(
                2027, 5,
                2),
            Day(2027, 6, 9), Day(2027, 9, 15), Day(2027, 10, 1), Day(2027, 10, 2), Day(2027, 10, 3),
        ],
        StatutoryHolidays.Of(2027).Order());

    [Theory]
    [InlineData(2026, 13)]
    [InlineData(2028, 12)] // 3 October
    [InlineData(2031, 12)] // 1 October
    [InlineData(2050, 13)] // 30 September
    public void Of_MidAutumnWithinNationalDay_CountsTheDayOnce(int year, int days) => Assert.Equal(days, StatutoryHolidays.Of(year).Count);

    /// <summary>A leap month before the festival's own, the festival's own month doubled, a leap month after it.</summary>
    [Theory]
    [InlineData(2025, 6)]
    [InlineData(2028, 5)]
    [InlineData(2031, 3)]
    [InlineData(2033, 11)]
    [InlineData(2052, 8)]
    public void MidAutumn_InAYearWithALeapMonth_IsOfTheMonthThatIsNotLeap(int year, int leap)
    {
        var calendar = new ChineseLunisolarCalendar();
        Assert.Equal(leap + 1, calendar.GetLeapMonth(year));
        var day = StatutoryHolidays.MidAutumn(year).ToDateTime(TimeOnly.MinValue);
        Assert.Equal((leap < 8 ? 9 : 8, 15), (calendar.GetMonth(day), calendar.GetDayOfMonth(day)));
        Assert.False(calendar.IsLeapMonth(year, calendar.GetMonth(day)));
    }

    [Theory]
    [InlineData(1999)]
    [InlineData(2101)]
    public void Of_YearThatIsNotCovered_Throws(int year) => Assert.Throws<ArgumentOutOfRangeException>(() => StatutoryHolidays.Of(year));

    [Theory]
    [InlineData(2000)]
    [InlineData(2100)]
    public void Of_FirstAndLastYear_IsKnown(int year) => Assert.InRange(StatutoryHolidays.Of(year).Count, 12, 13);

    private static IReadOnlyList<(int Year, DateOnly Spring, DateOnly Qingming, DateOnly DragonBoat, DateOnly MidAutumn)> Festivals()
    {
        using var reader = new StreamReader(typeof(StatutoryHolidaysTests).Assembly.GetManifestResourceStream("festivals.csv")!);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).Select(cells => (
                int.Parse(cells[0], CultureInfo.InvariantCulture), Read(cells[1]), Read(cells[2]), Read(cells[3]), Read(cells[4]))),
        ];
    }

    private static DateOnly Read(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(int year, int month, int day) => new(year, month, day);
}
