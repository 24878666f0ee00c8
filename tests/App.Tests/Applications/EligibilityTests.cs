using App.Tests.Programmes.Expressions;
using App.Tests.Programmes.Fields;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;

namespace App.Tests.Applications;

/// <summary>An application of 1,000 yuan from Nanshan under the sample's form; required are application form, work plan and budget.</summary>
public sealed class EligibilityTests
{
    private static readonly Answers Complete = FormSample.Check(FormSample.Complete).Answers;

    [Theory]
    [InlineData("requestedAmount = 1000 and applicationSector = 'it' and organisationDistrict = '440305' and organisationType = 'enterprise'", true)]
    [InlineData("[total] >= requestedAmount", false)]
    [InlineData("[months] > 1", true)]
    [InlineData("today = '2026-03-10'", true)]
    [InlineData("document('budget')", true)]
    [InlineData("document('site-photos')", false)]
    public void Of_CompleteDraft_ReadsApplicationAnswersAndDocuments(string rule, bool met) =>
        Assert.Equal(met, Met(rule, Examples.Whole(RuleSample.With(rule))));

    [Theory]
    [InlineData(DocumentState.Empty, 0, null)]
    [InlineData(DocumentState.Received, 1, null)]
    [InlineData(DocumentState.Rejected, 0, null)]
    [InlineData(DocumentState.Accepted, 2, null)]
    [InlineData(DocumentState.Accepted, 0, true)]
    public void Of_RequiredDocument_IsNotKnownUntilItIsAccepted(DocumentState state, int pending, bool? met)
    {
        var application = Examples.With(Examples.Whole(), slot => slot.Type == "budget" ? slot with { State = state, Pending = pending }
            : slot);

        Assert.Equal(met, Met("document('budget')", application));
    }

    /// <summary>The day in Beijing: 16:00 UTC begins the next one. A review that takes long makes no application too late.</summary>
    [Theory]
    [InlineData("2026-03-31T15:59:59Z", null, true)]
    [InlineData("2026-03-31T16:00:00Z", null, false)]
    [InlineData("2026-05-01T00:00:00Z", "2026-03-31T15:59:59Z", true)]
    [InlineData("2026-03-01T00:00:00Z", "2026-03-31T16:00:00Z", false)]
    public void Of_Today_IsTheDayOfTheFirstSubmission(string now, string? submitted, bool met)
    {
        var application = Examples.Whole() with { SubmittedAt = submitted is null ? null : DateTimeOffset.Parse(submitted) };
        var definition = RuleSample.With("today <= '2026-03-31'");

        Assert.Equal(met, Assert.Single(Eligibility.Of(application, Answers.None, definition, DateTimeOffset.Parse(now))).Met);
    }

    [Fact]
    public void Submit_ConditionsNotMet_NamesAllOfThemAtOnce()
    {
        var definition = RuleSample.With("[total] >= requestedAmount", "[months] > 1", "[total] / ([months] - 12.5) > 1");
        var problem = Assert.Throws<ProblemException>(() =>
            SubmitApplication.Decide(Filled(definition), Complete, definition, "u1", Examples.Now));

        Assert.Equal("not-eligible", problem.Type.Slug);
        Assert.Equal([false, true, null], ((IReadOnlyList<RuleResult>)problem.Extensions["rules"]!).Select(rule => rule.Met));
        Assert.Equal(("符合条件；符合条件", "The condition is met; The condition is met"), (problem.Detail!.Chinese, problem.Detail.English));
    }

    [Theory]
    [InlineData("[total] <= requestedAmount", ApplicationStatus.Submitted)]
    [InlineData("[total] > requestedAmount", ApplicationStatus.Draft)]
    [InlineData("1 / ([months] - 12.5) > 1", ApplicationStatus.Draft)]
    public void WhenComplete_OnlyWithEachConditionMet_SubmitsByItself(string rule, ApplicationStatus status)
    {
        var definition = RuleSample.With(rule);
        var change = SubmitApplication.WhenComplete(Change.None(Filled(definition)), Complete, definition, Examples.Now);

        Assert.Equal(status, change.Next.Status);
    }

    /// <summary>Its last document submits an application; the check of documents knows the answers.</summary>
    [Theory]
    [InlineData("[total] <= requestedAmount", ApplicationStatus.Submitted)]
    [InlineData("[total] > requestedAmount", ApplicationStatus.Draft)]
    public void Accept_LastDocument_LooksAtTheConditions(string rule, ApplicationStatus status)
    {
        var definition = RuleSample.With(rule);
        var application = Examples.With(Filled(definition), slot => slot.Type == "budget"
            ? new SlotState("budget", true, DocumentState.Received, 1, "b.xlsx", 3, Newest: 1, Pending: 1, ReceivedAt: Examples.Now)
                : slot);
        var record = new DocumentRecord(Examples.Id, "budget", 1, CheckState.Received, "b.xlsx", 3, "ab", "b", Examples.Now);
        var state = new ApplicationDocuments(application, [record]) { Answers = Complete };

        Assert.Equal(status, CheckDocument.Accept(state, definition, record, "e1", Examples.Now).Next.Application.Status);
    }

    private static Application Filled(ProgrammeDefinition definition) => Examples.Whole(definition) with
    {
        Form = FormState.Of(definition.Form, FormSample.Check(FormSample.Complete), salt: null) with { SavedAt = Examples.Now },
    };

    private static bool? Met(string rule, Application application) =>
        Assert.Single(Eligibility.Of(application, Complete, RuleSample.With(rule), Examples.Now)).Met;
}
