using System.Text.Json.Nodes;
using FunctionsApp.City;

namespace App.Tests.City;

public class CalendarLoaderTests
{
    private const string File = "2027.json";

    private const string Made = MadeUpNotice.Of2027;

    /// <summary>Days off and worked weekends, as the two papers count them.</summary>
    [Theory]
    [InlineData(2025, "国办发明电〔2024〕12号", 28, 5)]
    [InlineData(2026, "国办发明电〔2025〕7号", 33, 6)]
    public void LoadEmbedded_ShippedYears_AreThoseOfTheNotices(int year, string number, int off, int worked)
    {
        var shipped = CalendarLoader.LoadEmbedded().Single(each => each.Year == year);
        Assert.Equal((number, off, worked), (
            shipped.Notice.Number, shipped.Holidays.Sum(holiday => holiday.Days().Count()), shipped.WorkedWeekends.Count));
    }

    [Fact]
    public void Load_YearAsItShouldBe_IsTaken() => Assert.Equal(2027, Assert.Single(CalendarLoader.Load([(File, Made)])).Year);

    [Theory]
    [InlineData("$.year", "2028", "2028.json")]
    [InlineData("$.year", "1999", "2000 to 2100")]
    [InlineData("$.year", "2101", "2000 to 2100")]
    [InlineData("$.notice.number", "\"\"", "paper's number")]
    [InlineData("$.notice.number", "\"国办发明电[2026]99号\"", "paper's number")]
    [InlineData("$.notice.number", "\"国办发明电〔2025〕7号\"", "of 2026 or 2027")]
    [InlineData("$.notice.date", "\"2025-11-04\"", "of 2026")]
    [InlineData("$.notice.date", "\"2026-11-31\"", "")]
    [InlineData("$.holidays", "[]", "2027-01-01 is free by law and missing")]
    [InlineData("$.holidays[0]", "null", "null")]
    [InlineData("$.holidays[0].name", "\" \"", "empty")]
    [InlineData("$.holidays[0].first", "\"2026-12-19\"", "2026-12-19 is a day of another year")]
    [InlineData("$.holidays[0].last", "\"2028-01-03\"", "2028-01-03 is a day of another year")]
    [InlineData("$.holidays[1].last", "\"2027-02-04\"", "before first")]
    [InlineData("$.holidays[1].first", "\"2027-02-06\"", "2027-02-05 is free by law and missing")]
    [InlineData("$.holidays[1].first", "\"2027-01-03\"", "2027-01-03 is in $.holidays[0], too")]
    [InlineData("$.workedWeekends[0]", "\"2027-02-15\"", "2027-02-15 is a Monday")]
    [InlineData("$.workedWeekends[0]", "\"2027-02-07\"", "2027-02-07 is a day off in $.holidays[1]")]
    [InlineData("$.workedWeekends[1]", "\"2027-02-14\"", "twice")]
    [InlineData("$.workedWeekends[0]", "\"2028-02-13\"", "another year")]
    [InlineData("$.colour", "1", "colour")]
    public void Load_OneValueWrong_NamesFilePathAndReason(string path, string value, string reason)
    {
        var error = Assert.Single(Errors((File, Changed(path, value))), error => error.Message.Contains(reason, StringComparison.Ordinal));
        Assert.Equal(File, error.File);
        var named = reason.Contains("by law", StringComparison.Ordinal) ? "$.holidays" : reason.Contains(", too", StringComparison.Ordinal) ? "$.holidays[1]" : path;
        Assert.StartsWith(error.Path, named, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("number", "$.notice")]
    [InlineData("date", "$.notice")]
    public void Load_NoticeWithoutNumberOrDate_SaysSo(string member, string path)
    {
        var json = JsonNode.Parse(Made)!;
        json["notice"]!.AsObject().Remove(member);
        var error = Assert.Single(Errors((File, json.ToJsonString())));
        Assert.Equal((File, path), (error.File, error.Path));
        Assert.Contains($"'{member}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NewYearThatBeginsInDecember_IsTaken()
    {
        var calendar = new WorkingCalendar(CalendarLoader.Load([(File, Changed("$.holidays[0].first", "\"2026-12-31\""))]));
        Assert.False(calendar.IsWorkingDay(new DateOnly(2026, 12, 31)));
        Assert.True(calendar.IsWorkingDay(new DateOnly(2026, 12, 30)));
    }

    [Fact]
    public void Load_TwoFilesOfOneYear_IsRefused() =>
        Assert.Contains("2027.json", Assert.Single(Errors((File, Made), ("2028.json", Made))).Message);

    [Fact]
    public void Load_YearLeftOut_IsRefused()
    {
        var later = Made.Replace("2027", "2029", StringComparison.Ordinal).Replace("2026", "2028", StringComparison.Ordinal);
        Assert.Contains(Errors((File, Made), ("2029.json", later)), error => error == new CalendarError(
            "2029.json", "$.year", "The file of 2028 is missing."));
    }

    [Fact]
    public void Load_SwappedDayThatTheNextNoticeFrees_IsRefused()
    {
        var before = Changed("$.workedWeekends[0]", "\"2027-12-26\"");
        var next = JsonNode.Parse("""
            { "year": 2028, "notice": { "number": "国办发明电〔2027〕1号", "date": "2027-11-01" }, "workedWeekends": [],
              "holidays": [{ "name": "元旦", "first": "2027-12-25", "last": "2028-01-01" }] }
            """)!;
        Assert.Contains(Errors((File, before), ("2028.json", next.ToJsonString())),
            error => error == new CalendarError(File, "$.workedWeekends", "2027-12-26 is a day off in 2028.json."));
    }

    [Fact]
    public void Load_NoJson_NamesTheFile() => Assert.Equal(File, Assert.Single(Errors((File, "{"))).File);

    [Fact]
    public void Load_Errors_AreInTheMessage() => Assert.Contains($"{File} $.notice.number: Must be the paper's number",
        Assert.Throws<InvalidCalendarException>(() => CalendarLoader.Load([(File, Changed("$.notice.number", "\"7\""))])).Message, StringComparison.Ordinal);

    private static IReadOnlyList<CalendarError> Errors(params (string Name, string Json)[] files) =>
        Assert.Throws<InvalidCalendarException>(() => CalendarLoader.Load(files)).Errors;

    private static string Changed(string path, string value)
    {
        var json = JsonNode.Parse(Made)!;
        var parts = path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.')[1..];
        var parent = parts[..^1].Aggregate(json, (node, part) => (node is JsonArray items ? items[int.Parse(part)] : node[part])!);
        if (parent is JsonArray array) array[int.Parse(parts[^1])] = JsonNode.Parse(value);
        else parent[parts[^1]] = JsonNode.Parse(value);
        return json.ToJsonString();
    }
}
