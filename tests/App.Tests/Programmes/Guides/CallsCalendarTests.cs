using System.Text;
using App.Tests.Pages;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Guides;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Programmes.Guides;

/// <summary>The calendar of calls, read by a program that follows RFC 5545.</summary>
public sealed class CallsCalendarTests
{
    private static readonly PublicAddress Address =
        new(new ConfigurationBuilder().AddInMemoryCollection([new("PublicBaseUrl", "https://hts.example")]).Build());

    private static readonly IReadOnlyList<ProgrammeDefinition> Shipped = ProgrammeLoader.LoadEmbedded();

    [Fact]
    public void Event_OfAGuide_HasItsDaysAndAStableName()
    {
        var definition = With(new DateOnly(2026, 3, 2), new DateOnly(2026, 4, 30));

        var call = Assert.Single(Read([definition]).Events);

        Assert.Equal($"call-{definition.Programme}-2026@hts.example", call.Uid);
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 5, 1)), (call.Start!.Date, call.End!.Date));
        Assert.False(call.Start.HasTime);
        Assert.Equal(definition.Name.English, call.Summary);
        Assert.Equal($"https://hts.example/programmes/{definition.Programme}", call.Url!.AbsoluteUri);
        Assert.Contains("30 April 2026", call.Description, StringComparison.Ordinal);
    }

    /// <summary>At nine in the morning, 7 days and 1 day before the last day; of a short call only those that lie in it.</summary>
    [Theory]
    [InlineData(30, new[] { -183, -39 })]
    [InlineData(7, new[] { -183, -39 })]
    [InlineData(6, new[] { -39 })]
    [InlineData(1, new[] { -39 })]
    [InlineData(0, new int[0])]
    public void Reminders_BeforeTheLastDay_LieInTheCall(int days, int[] hours)
    {
        var opens = new DateOnly(2026, 3, 2);

        var alarms = Assert.Single(Read([With(opens, opens.AddDays(days))]).Events).Alarms;

        Assert.Equal(hours, alarms.Select(alarm => (int)alarm.Trigger!.Duration!.Value.ToTimeSpanUnspecified().TotalHours));
        Assert.All(alarms, alarm => Assert.Equal(TriggerRelation.End, alarm.Trigger!.Related));
    }

    [Fact]
    public void Event_OfAStandingCall_IsTheDayOnWhichItOpens()
    {
        var call = Assert.Single(Read([With(new DateOnly(2026, 3, 2), null)]).Events);

        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 3)), (call.Start!.Date, call.End!.Date));
        Assert.Empty(call.Alarms);
    }

    /// <summary>Programs have one event for a call, whatever version it has.</summary>
    [Fact]
    public void Events_OfSeveralVersionsOfAYear_AreOne()
    {
        var (first, second) = (With(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 20)),
            With(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 31)));
        var next = first with { Guide = first.Guide with { Year = 2027 } };

        var events = Read([first, second with { Version = 2 }, next]).Events;

        Assert.Equal([new DateOnly(2026, 4, 1), new DateOnly(2026, 3, 21)], events.Select(call => call.End!.Date));
    }

    /// <summary>RFC 5545, 3.1: lines end with CRLF and have at most 75 octets.</summary>
    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public void Bytes_OfAllGuides_AreTheSameEachTimeAndFolded(Language language)
    {
        var bytes = CallsCalendar.Write(Shipped, language, Address);

        Assert.Equal(bytes, CallsCalendar.Write(Shipped, language, Address));
        var text = Encoding.UTF8.GetString(bytes);
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Equal(Shipped.Select(definition => (definition.Programme, definition.Guide.Year)).Distinct().Count(),
            Read(Shipped, language).Events.Count);
    }

    [Fact]
    public void Calendar_WithPublishedGuides_HasEachInPlaceOfTheDefinitionsOwnOfItsYear()
    {
        var body = GuideSample.Body() with { Year = 2026 };
        IReadOnlyList<ProgrammeDefinition> calls =
            [.. Shipped, GuideSample.Effective(body), GuideSample.Effective(body with { Year = 2028 }, GuideSample.Second)];

        var uids = Read(calls, Language.English).Events.Select(happening => happening.Uid!.Split('@')[0]).ToList();

        Assert.Equal(Read(Shipped, Language.English).Events.Count + 1, uids.Count);
        Assert.Contains($"call-{GuideSample.First}", uids);
        Assert.Contains($"call-{GuideSample.Second}", uids);
        Assert.DoesNotContain($"call-{GuideSample.Programme}-2026", uids);
    }

    [Theory]
    [InlineData("", "申报日历")]
    [InlineData("?lang=en", "Calendar of calls")]
    public async Task Calendar_ByLanguage_HasAnETag(string query, string name)
    {
        var request = RenderedPage.Request("/programmes.ics");
        request.QueryString = new(query);
        request.Method = "GET";
        var sample = new GuideSample();
        var http = new ProgrammeHttp(sample.Catalogue, sample.Register, RenderedPage.Site(), Address, TimeProvider.System);
        var answer = await RenderedPage.OfAsync(await http.ReadCalendarAsync(request, TestContext.Current.CancellationToken), request);

        Assert.Equal(("text/calendar; charset=utf-8", 200), (request.HttpContext.Response.ContentType, answer.Status));
        Assert.Contains($"X-WR-CALNAME:{name}\r\n", answer.Html, StringComparison.Ordinal);
        var again = RenderedPage.Request("/programmes.ics");
        (again.QueryString, again.Method, again.Headers.IfNoneMatch) = (new(query), "GET", answer.Headers.ETag);
        Assert.Equal(304, (await RenderedPage.OfAsync(
            await http.ReadCalendarAsync(again, TestContext.Current.CancellationToken), again)).Status);
    }

    /// <summary>By the month of their last day; standing calls come last.</summary>
    [Fact]
    public async Task Table_OfCalls_IsByMonth()
    {
        IReadOnlyList<ProgrammeDefinition> programmes =
        [
            With(new DateOnly(2026, 3, 2), null) with { Name = new("常", "Standing") },
            With(new DateOnly(2026, 3, 2), new DateOnly(2026, 4, 30)) with { Name = new("四", "April") },
            With(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 12)) with { Name = new("三", "March") },
        ];
        var request = RenderedPage.Request("/programmes", Language.English);
        var page = await RenderedPage.OfAsync(
            RenderedPage.Site().Show<ProgrammesPage, ProgrammesShown>(request,
                new ProgrammesShown(programmes, new DateOnly(2026, 3, 5))), request);

        var table = page.Text[page.Text.IndexOf("<table", StringComparison.Ordinal)..];
        string[] expected = ["March 2026", ">March<", "Open now, 7 days left", "April 2026", ">April<", "Open all year", ">Standing<"];
        var places = expected.Select(text => table.IndexOf(text, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Contains("href=\"/programmes.ics\"", page.Text, StringComparison.Ordinal);
    }

    private static ProgrammeDefinition With(DateOnly opens, DateOnly? closes) =>
        Shipped[0] with { Guide = Shipped[0].Guide with { Year = 2026, Opens = opens, Closes = closes } };

    private static Calendar Read(IReadOnlyList<ProgrammeDefinition> definitions, Language language = Language.English) =>
        Calendar.Load(Encoding.UTF8.GetString(CallsCalendar.Write(definitions, language, Address)))!;
}
