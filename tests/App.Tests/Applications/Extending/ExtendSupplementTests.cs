using App.Tests.City;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Extending;
using FunctionsApp.Applications.Forms;
using FunctionsApp.City;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace App.Tests.Applications.Extending;

public sealed class ExtendSupplementTests
{
    private const string Reason = "等待检测报告。\nThe test report is late.";

    /// <summary>Ten working days after Tuesday 10 March 2026.</summary>
    private static readonly DateTimeOffset Due = Close(3, 24);

    [Fact]
    public void Decide_JustBeforeTheEnd_GivesFiveWorkingDaysFromTheOldDueTime()
    {
        var change = Decide(Returned(), at: Due - TimeSpan.FromTicks(1));

        Assert.Equal(("u1", (Fact)new SupplementExtended(1, Close(3, 31))), (change.Facts[0].Actor, Assert.Single(change.Facts).Fact));
        Assert.Equal((Close(3, 31), null), (change.Next.Supplement.Time!.Due, change.Next.Supplement.Time.Promised));
        Assert.Equal(
            new SupplementExtension(1, Reason, "u1", Due - TimeSpan.FromTicks(1), Close(3, 31)), Assert.Single(change.Next.Extensions));
    }

    [Fact]
    public void Decide_AtTheDueTime_IsOver() => Assert.Equal("over", Refused(() => Decide(Returned(), at: Due)));

    [Fact]
    public void Decide_SameReasonAgain_ChangesNothing_AnotherIsRefused()
    {
        var extended = Decide(Returned()).Next;

        Assert.Empty(Decide(extended, reason: $" {Reason.ReplaceLineEndings("\r\n")} ").Facts);
        Assert.Empty(Decide(extended with { Status = ApplicationStatus.Submitted }).Facts);
        Assert.Equal("used", Refused(() => Decide(extended, reason: "Another.")));
        Assert.Equal("used", Refused(() => Decide(extended, person: "u2")));
    }

    [Fact]
    public void Decide_NextRound_IsExtendedOnce_AndKeepsTheFirst()
    {
        var first = Decide(Returned()).Next with { Status = ApplicationStatus.Submitted };
        var time = Returned().Supplement.Time!;
        var second = ReturnApplication.Decide(first, 2, [new ReturnItem("budget", "again")], "officer", time).Next;

        var change = Decide(second);
        Assert.Equal([1, 2], change.Next.Extensions.Select(extension => extension.Round));
        Assert.Equal(2, change.Next.Extension!.Round);
    }

    [Theory]
    [InlineData(ApplicationStatus.Draft)]
    [InlineData(ApplicationStatus.Submitted)]
    [InlineData(ApplicationStatus.Rejected)]
    [InlineData(ApplicationStatus.Withdrawn)]
    public void Decide_NotReturned_IsNotOpen(ApplicationStatus status) =>
        Assert.Equal("not-open", Examples.Slug(() => Decide(Returned() with { Status = status })));

    [Fact]
    public void Decide_ProgrammeWithoutExtensions_OrRoundWithoutTime_IsNotOffered()
    {
        var none = Examples.Fund with { Supplement = Examples.Fund.Supplement with { ExtensionWorkingDays = 0 } };

        Assert.Equal("not-offered", Refused(() => Decide(Returned(), definition: none)));
        Assert.False(ExtendSupplement.IsOffered(Returned(), none));
        var timeless = Returned();
        timeless = timeless with { Supplement = timeless.Supplement with { Time = null } };
        Assert.Equal("not-offered", Refused(() => Decide(timeless)));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("a\u202Eb")]
    public void Decide_ReasonThatNoOneCanRead_IsInvalid(string reason) =>
        Assert.Equal("invalid-field", Examples.Slug(() => Decide(Returned(), reason: reason)));

    [Fact]
    public void Decide_LongestReason_IsTaken_ALongerOneIsNot()
    {
        Assert.Single(Decide(Returned(), reason: new string('延', ExtendSupplement.MaxReason)).Facts);
        Assert.Equal(
            "invalid-field", Examples.Slug(() => Decide(Returned(), reason: new string('延', ExtendSupplement.MaxReason + 1))));
    }

    [Fact]
    public void Rule_OfAVersionWithoutTheMember_GivesFiveWorkingDays() =>
        Assert.Equal(5, new SupplementRule(1, 10).ExtensionWorkingDays);

    /// <summary>22 September 2027 and ten working days is 7 October, by the notice 11 October; five more are 18 October by it.</summary>
    [Fact]
    public void Postpone_NoticeAfterTheExtension_CountsBothAgain()
    {
        var from = new DateTimeOffset(2027, 9, 22, 1, 0, 0, TimeSpan.Zero);
        var due = WorkingCalendar.Official.Due(from, 10);
        var returned = Returned();
        returned = returned with
        {
            Supplement = returned.Supplement with
            {
                Time = new SupplementTime(from, due, WorkingCalendar.Official.Edition(from, due)),
            },
        };
        var extended = Decide(returned, at: from).Next;
        var postponed = PostponeSupplement.Decide(extended, Examples.Fund, WorkingCalendarTests.With2027);

        var expected = WorkingCalendarTests.With2027.Due(WorkingCalendarTests.With2027.Due(from, 10), 5);
        Assert.True(expected > extended.Supplement.Time!.Due);
        Assert.Equal(new SupplementPostponed(1, expected), Assert.Single(postponed.Facts).Fact);
        Assert.Equal(extended.Supplement.Time.Due, postponed.Next.Supplement.Time!.Promised);

        // A notice that came before the extension and was not counted yet.
        var both = ExtendSupplement.Decide(
            returned, Examples.Fund, WorkingCalendarTests.With2027, new ExtensionForm(Reason), "u1", from);
        Assert.Equal(expected, both.Next.Supplement.Time!.Due);
        Assert.Empty(PostponeSupplement.Decide(both.Next, Examples.Fund, WorkingCalendarTests.With2027).Facts);
    }

    [Fact]
    public void State_OfAnExtendedRound_AgreesWithItsFactsAlone()
    {
        var extended = Decide(Returned()).Next with { Slots = [], Form = null };
        Fact[] facts =
        [
            new ApplicationDrafted(extended.Programme, extended.Version, extended.Applicant.Organisation.Value,
                extended.Applicant.District, extended.Subject.Sector, extended.Subject.Amount),
            new ApplicationReturned(1, ["budget"]) { Due = Due }, new SupplementExtended(1, Close(3, 31)),
        ];

        Assert.True(Agrees(extended, facts));
        Assert.False(Agrees(extended, facts[..2]));
        Assert.False(Agrees(extended with { Extensions = [] }, facts));
    }

    private static bool Agrees(Application application, Fact[] facts) =>
        StateCheck.OfApplication.Agrees(new ApplicationForm(application, Answers.None), facts);

    private static Change<Application> Decide(
        Application application, string reason = Reason, string person = "u1", DateTimeOffset? at = null,
        ProgrammeDefinition? definition = null) => ExtendSupplement.Decide(
        application, definition ?? Examples.Fund, WorkingCalendar.Official, new ExtensionForm(reason), person, at ?? Examples.Now);

    private static string? Refused(Action act)
    {
        var problem = Assert.Throws<ProblemException>(act);
        Assert.Equal("no-extension", problem.Type.Slug);
        return problem.Extensions["reason"]?.ToString();
    }

    private static Application Returned()
    {
        var returned = Examples.Returned("budget");
        var time = new SupplementTime(Examples.Now, Due, WorkingCalendar.Official.Edition(Examples.Now, Due));
        return returned with { Supplement = returned.Supplement with { Time = time } };
    }

    private static DateTimeOffset Close(int month, int day) => BeijingTime.Deadline(new DateOnly(2026, month, day));
}
