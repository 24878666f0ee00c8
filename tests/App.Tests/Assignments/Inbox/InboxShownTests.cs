using FunctionsApp.Assignments;
using FunctionsApp.Assignments.Inbox;
using FunctionsApp.City;
using FunctionsApp.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments.Inbox;

/// <summary>Which part of a list is shown, and in which order.</summary>
public sealed class InboxShownTests
{
    /// <summary>Wednesday 4 March 2026, 10:00 in Shenzhen.</summary>
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 10, 0, 0, BeijingTime.Offset);

    private static readonly LocalizedText Fund = new("专项资金", "Fund");
    private static readonly LocalizedText Award = new("奖项", "Award");

    private static readonly AssignmentLine[] All =
    [
        Line("review", 1, "甲", "Alpha", Fund, Now.AddMinutes(-1)),
        Line("warning", 2, "乙", "Beta", Award, Now.AddHours(1)),
        Line("review", 3, "丙", "Gamma", Fund, Now.AddDays(6)),
        Line("review", 4, "丁", "Alphabet", Award, Now.AddDays(7)),
    ];

    public static TheoryData<DateTimeOffset, DueState> Dues => new()
    {
        { Now.AddSeconds(-1), DueState.Overdue },
        { Now, DueState.Overdue },
        { Now.AddSeconds(1), DueState.Today },
        { new DateTimeOffset(2026, 3, 4, 23, 59, 59, BeijingTime.Offset), DueState.Today },
        { new DateTimeOffset(2026, 3, 5, 0, 0, 0, BeijingTime.Offset), DueState.Week },
        { new DateTimeOffset(2026, 3, 10, 23, 59, 59, BeijingTime.Offset), DueState.Week },
        { new DateTimeOffset(2026, 3, 11, 0, 0, 0, BeijingTime.Offset), DueState.Later },
    };

    [Theory]
    [MemberData(nameof(Dues))]
    public void Due_ByTheDayOfBeijing_IsOfItsState(DateTimeOffset due, DueState state) =>
        Assert.Equal(state, DueStates.Of(due.ToUniversalTime(), Now.ToUniversalTime()));

    [Fact]
    public void Of_EveryLine_IsCountedWhateverIsAskedFor()
    {
        var shown = Of("?due=Later");

        Assert.Equal([1, 1, 1, 1], Enum.GetValues<DueState>().Select(state => shown.Counts[state]));
        Assert.Equal(["Alphabet"], Titles(shown));
        Assert.Equal(1, shown.Found);
    }

    [Theory]
    [InlineData("", "Alpha, Beta, Gamma, Alphabet")]
    [InlineData("?kind=warning", "Beta")]
    [InlineData("?context=%E4%B8%93%E9%A1%B9%E8%B5%84%E9%87%91", "Alpha, Gamma")]
    [InlineData("?text=alpha", "Alpha, Alphabet")]
    [InlineData("?text=+%E4%B8%99+", "Gamma")]
    [InlineData("?text=alpha&due=Overdue", "Alpha")]
    [InlineData("?kind=unknown", "")]
    [InlineData("?due=3", "Alpha, Beta, Gamma, Alphabet")]
    [InlineData("?due=overdue&order=1&page=0", "Alpha, Beta, Gamma, Alphabet")]
    [InlineData("?order=Newest", "Alphabet, Gamma, Beta, Alpha")]
    [InlineData("?order=Title", "Alphabet, Gamma, Beta, Alpha")]
    public void Of_Query_ShowsWhatItAsksFor(string query, string titles) =>
        Assert.Equal(titles, string.Join(", ", Titles(Of(query))));

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(50, 1, 50, 1)]
    [InlineData(51, 1, 50, 2)]
    [InlineData(51, 2, 1, 2)]
    [InlineData(51, 9, 1, 2)]
    public void Of_ManyLines_ComeByPages(int count, int page, int lines, int last)
    {
        var all = Enumerable.Range(1, count).Select(number => Line("review", number, "题", "Title", Fund, Now.AddDays(1))).ToList();

        var shown = InboxShown.Of(all, new InboxQuery(Page: page), kind => new(kind, kind), isCut: false, Now);

        Assert.Equal((lines, last, count), (shown.Lines.Count, shown.LastPage, shown.Found));
    }

    [Fact]
    public void Path_OfAQuery_AsksForTheSame()
    {
        var query = new InboxQuery("review", "专项 & 资金", DueState.Today, "a=b?", InboxOrder.Newest, 2);

        var again = InboxQuery.Of(new QueryCollection(QueryHelpers.ParseQuery(query.Path.Split('?')[1])));

        Assert.Equal(query, again);
        Assert.Equal("/inbox", new InboxQuery().Path);
    }

    private static InboxShown Of(string query) => InboxShown.Of(
        All, InboxQuery.Of(new QueryCollection(QueryHelpers.ParseQuery(query))), kind => new(kind, kind), isCut: false, Now);

    private static IEnumerable<string> Titles(InboxShown shown) => shown.Lines.Select(line => line.About.Title.English);

    private static AssignmentLine Line(string kind, int number, string chinese, string english, LocalizedText context, DateTimeOffset due)
    {
        var ask = Lunch with { Kind = kind, Round = number };
        var about = new AssignmentAbout(new(chinese, english), context, new("步骤", "Step"));
        return new AssignmentLine(AssignmentId.Of(ask, 1), ask, about, due, Monday.AddMinutes(number));
    }
}
