using System.Text.Json;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Applications.Retaining;
using FunctionsApp.Documents;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Fields;

namespace App.Tests.Applications.Retaining;

public sealed class EraseApplicationTests
{
    private static readonly RetentionPolicy Policy = RetentionPolicy.Load();
    private static readonly TimeSpan Notice = TimeSpan.FromDays(30);

    /// <summary>Midnight in Shenzhen after one and after three years: withdrawn on 10 March 2026.</summary>
    private static readonly DateTimeOffset PersonalDue = new(2027, 3, 10, 16, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset ContentDue = new(2029, 3, 10, 16, 0, 0, TimeSpan.Zero);

    private static Application Withdrawn => WithdrawApplication.Decide(Examples.Submitted(), "u1", Examples.Now).Next;

    private static Application Planned(Application application, DateTimeOffset at) => PlanErasure.Decide(application, Policy, at).Next;

    private static StateRow Form => StateRow.Of("form|answers", new Answers(JsonDocument.Parse(
        """{"contact-name":"张三","contact-phone":"0755","project-summary":"光电"}""").RootElement));

    private static Change<RetainedApplication> Erase(Application application, DateTimeOffset at, params StateRow[] rows) =>
        EraseApplication.Decide(new RetainedApplication(application, rows), RetentionAggregate.Types, Policy, Notice, at);

    [Fact]
    public void Plan_AtTheEndOfTheDay_NotBefore()
    {
        Assert.Empty(PlanErasure.Decide(Withdrawn, Policy, PersonalDue.AddTicks(-1)).Facts);

        var change = PlanErasure.Decide(Withdrawn, Policy, PersonalDue);
        Assert.Equal(new ErasurePlanned(ErasureStep.Personal, PersonalDue, Policy.Edition), Assert.Single(change.Facts).Fact);
        Assert.Empty(PlanErasure.Decide(change.Next, Policy, PersonalDue.AddDays(1)).Facts);
    }

    [Fact]
    public void Plan_BothTimesOver_IsOneErasure() =>
        Assert.Equal(ErasureStep.Content, Planned(Withdrawn, ContentDue).Retention!.Planned!.Step);

    [Fact]
    public void Plan_UnderWayOrAppealed_IsNone()
    {
        Assert.Null(Planned(Examples.Submitted(), ContentDue.AddYears(90)).Retention);
        Assert.Null(Planned(Examples.Returned("budget"), ContentDue.AddYears(90)).Retention);
    }

    [Fact]
    public void Plan_Draft_CountsFromItsLastChange()
    {
        var draft = Examples.With(Examples.Draft(), slot => slot.Type == "budget"
            ? Examples.Accepted(slot) with { ReceivedAt = Examples.Now.AddMonths(6) } : slot);

        Assert.Null(Planned(draft, Examples.Now.AddMonths(17)).Retention);
        Assert.Equal(ErasureStep.Content, Planned(draft, Examples.Now.AddMonths(19)).Retention!.Planned!.Step);
    }

    [Fact]
    public void Plan_NotDueAnyMore_IsCalledOff()
    {
        var planned = Planned(Withdrawn, PersonalDue);
        var longer = Policy with { Rules = [.. Policy.Rules.Select(rule => rule with { PersonalYears = 50, ContentYears = 50 })] };

        var change = PlanErasure.Decide(planned, longer, PersonalDue.AddDays(40));
        Assert.Equal(new ErasureCalledOff(ErasureStep.Personal), Assert.Single(change.Facts).Fact);
        Assert.Null(change.Next.Retention!.Planned);
    }

    [Fact]
    public void Erase_BeforeTheNoticeIsOver_DoesNothing()
    {
        var planned = Planned(Withdrawn, PersonalDue);

        Assert.Empty(Erase(planned, PersonalDue + Notice - TimeSpan.FromTicks(1)).Facts);
        Assert.NotEmpty(Erase(planned, PersonalDue + Notice).Facts);
    }

    [Fact]
    public void Erase_NeverPlanned_DoesNothing() => Assert.Empty(Erase(Withdrawn, ContentDue.AddYears(1)).Facts);

    [Fact]
    public void Erase_Personal_LeavesDocumentsAndTheRestOfTheForm()
    {
        var change = Erase(Planned(Withdrawn, PersonalDue), PersonalDue + Notice, Form);

        Assert.Equal("", change.Next.Application.Applicant.Email);
        Assert.Equal("u1", change.Next.Application.Applicant.Person);
        Assert.Equal("""{"project-summary":"光电"}""", Answered(change.Next).Json());
        Assert.All(change.Next.Application.Slots.Where(slot => slot.State == DocumentState.Accepted), slot => Assert.NotNull(slot.Blob));
        Assert.Equal((ErasureStep.Personal, false, null),
            (change.Next.Application.Erased, change.Next.Application.Retention!.IsDeleting, change.Next.Application.Retention.Planned));
        Assert.Equal(new DataErased(ErasureStep.Personal, 2, Policy.Edition), Assert.Single(change.Facts).Fact);
    }

    [Fact]
    public void Erase_Content_LeavesDigestsAloneAndItsFilesToBeDeleted()
    {
        var change = Erase(Planned(Withdrawn, ContentDue), ContentDue + Notice, Form);

        Assert.True(Answered(change.Next).IsEmpty);
        Assert.All(change.Next.Application.Slots.Where(slot => slot.State == DocumentState.Accepted), slot =>
            Assert.Equal((null, null, null, "ab"), (slot.Blob, slot.BlobETag, slot.FileName, slot.Sha256)));
        Assert.True(change.Next.Application.Retention!.IsDeleting);

        var over = EraseApplication.Conclude(change.Next.Application, 3, 900);
        Assert.Equal(new FilesDeleted(3, 900), Assert.Single(over.Facts).Fact);
        Assert.Empty(EraseApplication.Conclude(over.Next, 0, 0).Facts);
        Assert.Null(Planned(over.Next, ContentDue.AddYears(90)).Retention!.Planned);
    }

    [Fact]
    public void Erase_MoreRowsThanACommitTakes_GoesOnUntilNoneIsLeft()
    {
        StateRow[] rows = [.. Enumerable.Range(1, 170).Select(version => StateRow.Of($"document|plan|{version:D4}", new DocumentRecord(
            Examples.Id, "plan", version, CheckState.Accepted, "plan.pdf", 3, "ab", $"{Examples.Id}/plan/{version}", Examples.Now)))];
        var change = Erase(Planned(Withdrawn, ContentDue), ContentDue + Notice, rows);
        var sizes = new List<int>();
        while (change.Facts.Count > 0)
        {
            sizes.Add(((DataErased)Assert.Single(change.Facts).Fact).Records);
            change = EraseApplication.Decide(change.Next, RetentionAggregate.Types, Policy, Notice, ContentDue + Notice);
        }

        Assert.Equal([81, 80, 10], sizes);
        Assert.All(change.Next.Rows, row =>
            Assert.True(JsonSerializer.Deserialize<DocumentRecord>(row.Json, AppJson.Options) is { IsErased: true, FileName: "" }));
    }

    [Fact]
    public void Erase_Draft_IsWithdrawnFirst()
    {
        var planned = Planned(Examples.Draft(), Examples.Now.AddYears(2));
        Assert.Empty(Erase(planned, Examples.Now.AddYears(3)).Facts);
        var draft = RemindDrafter.Decide(planned, Policy, Notice, Examples.Now.AddYears(2), isWritten: true).Next;
        Assert.Empty(Erase(draft, draft.Retention!.Planned!.From!.Value.AddTicks(-1)).Facts);

        var change = Erase(draft, draft.Retention.Planned.From.Value);
        Assert.Equal(ApplicationStatus.Withdrawn, change.Next.Application.Status);
        Assert.Collection(
            change.Facts, fact => Assert.IsType<ApplicationWithdrawn>(fact.Fact), fact => Assert.IsType<DataErased>(fact.Fact));
    }

    [Fact]
    public void Hold_WhilePlanned_CallsOffAndKeepsItUntilItIsLifted()
    {
        var planned = Planned(Withdrawn, PersonalDue);
        var held = PlaceHold.Decide(planned, "（2027）粤03民初1号", "admin", PersonalDue);

        Assert.Collection(
            held.Facts, fact => Assert.IsType<ErasureCalledOff>(fact.Fact), fact => Assert.IsType<LegalHoldPlaced>(fact.Fact));
        Assert.Null(Planned(held.Next, ContentDue).Retention!.Planned);
        Assert.Empty(Erase(held.Next, ContentDue.AddYears(1)).Facts);
        Assert.Empty(PlaceHold.Decide(held.Next, "（2027）粤03民初1号", "admin", ContentDue).Facts);
        Assert.Equal("hold-exists", Examples.Slug(() => PlaceHold.Decide(held.Next, "other", "admin", ContentDue)));
        Assert.Equal("invalid-field", Examples.Slug(() => PlaceHold.Decide(planned, " ", "admin", ContentDue)));

        var lifted = PlaceHold.Lift(held.Next, "admin");
        Assert.IsType<LegalHoldLifted>(Assert.Single(lifted.Facts).Fact);
        Assert.Empty(PlaceHold.Lift(lifted.Next, "admin").Facts);
        Assert.Equal(ErasureStep.Content, Planned(lifted.Next, ContentDue).Retention!.Planned!.Step);
    }

    [Fact]
    public void Kinds_OfRowsOfApplications_AreAllKnown() => Assert.Superset(
        new HashSet<string>
        {
            "form", "assignment", "stage", "decision", "document", "appeal", "sheet", "declaration", "appointment", "visitreport", "referral",
        },
        RetentionAggregate.Types.Keys.ToHashSet());

    [Fact]
    public void State_AfterEachFact_IsWhatTheyAgreeOn()
    {
        var check = CheckRetention.OfRetention;
        var facts = new List<Fact>();
        var application = Withdrawn;
        Take(PlanErasure.Decide(application, Policy, PersonalDue));
        Take(PlaceHold.Decide(application, "r", "admin", PersonalDue));
        Take(PlaceHold.Lift(application, "admin"));
        Take(PlanErasure.Decide(application, Policy, ContentDue));
        var erased = Erase(application, ContentDue + Notice);
        Take(new Change<Application>(erased.Next.Application, erased.Facts));
        Take(EraseApplication.Conclude(application, 1, 1));
        Assert.False(check.Agrees(new ApplicationForm(application, Answers.None), facts[..^1]));

        void Take(Change<Application> change)
        {
            Assert.NotEmpty(change.Facts);
            application = change.Next;
            facts.AddRange(change.Facts.Select(fact => fact.Fact));
            Assert.True(check.Agrees(new ApplicationForm(application, Answers.None), facts));
        }
    }

    private static Answers Answered(RetainedApplication state) =>
        JsonSerializer.Deserialize<Answers>(state.Rows.Single(row => row.Key == "form|answers").Json, AppJson.Options)!;
}
