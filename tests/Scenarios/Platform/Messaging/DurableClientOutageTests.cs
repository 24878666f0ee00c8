using System.Diagnostics;
using System.Net;
using System.Reflection;
using FunctionsApp;
using FunctionsApp.Alerts;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Applications.Signing;
using FunctionsApp.City;
using FunctionsApp.Duplicates;
using FunctionsApp.Panels.Agreements;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Guides;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using FunctionsApp.Selections;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Files;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Statistics.Reports;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Rules;
using FunctionsApp.Warnings.Tasks;
using FunctionsApp.WhitePapers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Platform.Messaging;

/// <summary>The host cannot start or wake an orchestration for a while: no function that asks for it may give up.</summary>
public sealed class DurableClientOutageTests(CityWithRecordedFunctions city) : IClassFixture<CityWithRecordedFunctions>
{
    /// <summary>Failures that each function meets: more than one kind, and seconds in which ten deliveries would pass.</summary>
    private const int Failures = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private const string Reporter = "91440300MA5EXB340R";
    private const string LostPeriod = "2026-01";
    private const string ReleasedYear = "2001";

    private static string Reported => $"{new Period(new DateOnly(Year, BeijingTime.Day(DateTimeOffset.UtcNow).Month, 1)).Before}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_FailsForAWhile_NoFunctionFailsAndEveryOrchestrationStartsAfterIt()
    {
        using var people = new RetryingPeople(city.App.BaseAddress, city.Options.MailFolder, city.App.DevUsers);
        await people.DraftAsync(Cancellation);
        var item = new AlertItem("outage-1", AlertItemKind.GuideOpened, DateTimeOffset.UtcNow, new LocalizedText("指南", "Guide"), null);
        await city.App.Services.GetRequiredService<AlertStore>().AddAsync("it", item, Cancellation);
        // Each is of yesterday, and its fact is lost.
        var (lost, yesterday) = (Ids.From("lost"), DateTimeOffset.UtcNow.AddDays(-1));
        await city.App.Services.GetRequiredService<Lists>().UpdateAsync(
            new LineSubject("of no aggregate", lost),
            [
                ApplicationIndex.Open.Line(
                    "special-fund-rd", lost, new OpenApplication(lost, "special-fund-rd", ApplicationStatus.Submitted, yesterday)),
                WarningIndex.ToVerify.Line(WarningIndex.Staff, lost, new UnverifiedLine(lost, 0, yesterday)),
                WarningTaskIndex.Asked.Line(WarningTaskIndex.App, lost, new WarningTaskAsked(lost, yesterday)),
                ApplicationIndex.ToConsent.Line(
                    ApplicationIndex.AllOrganisations, lost, new ApplicationToConsent(lost, 0, yesterday, ["91440300MA5EXB340R"])),
                ApplicationIndex.Promising.Line(
                    ApplicationIndex.AllOrganisations, lost, new PromisingApplication(lost, yesterday)),
                ReportIndex.ToCheck.Line(ReportIndex.App, lost, new ReportToCheck(Reporter, LostPeriod, 1, yesterday)),
                ApplicationIndex.Appealed.Line(ApplicationIndex.AllOrganisations, lost, new AppealedApplication(lost, yesterday)),
                ApplicationIndex.ToSign.Line(ApplicationIndex.AllOrganisations, lost, new ApplicationToSign(lost, 0, yesterday)),
                AlertDraftIndex.ToApprove.Line(AlertDraftIndex.Staff, lost, new AlertDraftLine(lost, yesterday)),
                SelectionIndex.Running.Line(SelectionIndex.AllProgrammes, lost, new RunningSelection(lost, 1, yesterday)),
                AgreementIndex.OfYear.Line(
                    AgreementIndex.Year(Year), lost, new AgreementLine(lost, "nobody", AgreementState.Asked, yesterday)),
                ReleaseIndex.Released.Line(ReleaseIndex.Public, lost, new ReleaseItem(
                    ReleasedYear, yesterday, yesterday, 0, yesterday, new Coverage(0, 0), "none")),
                GuideIndex.Published.Line(GuideIndex.AllProgrammes, lost, LostGuide(lost, yesterday)),
            ],
            [],
            Cancellation);

        city.BeginDurableOutage();
        for (var number = 0; number < 3; number++) await people.UploadAsync(number, Cancellation);
        var signal = await city.Person("pan").PostAsync("/api/signals", WarningUnderTest.Signal("outage"), Cancellation);
        var draft = await city.Person("pan").PostAsync("/api/alerts", Draft(), Cancellation);
        var task = await AssignTaskAsync();
        var guide = await PublishGuideAsync();
        var selection = await OpenSelectionAsync();
        var reported = await city.Person("lin").SendAsync(
            new HttpRequestMessage(HttpMethod.Post, $"/api/statistics/reports/{Reported}/file?fileName=report.csv")
            {
                Content = new StringContent("nothing that is a report"),
            }, Cancellation);
        reported.Expect(HttpStatusCode.Accepted);
        var ticks = Task.WhenAll(
            city.BeginTickAsync("Reports_StartMissing"),
            city.BeginTickAsync("Alerts_Publish"), city.BeginTickAsync("Reviews_StartMissing"), city.BeginTickAsync("Warnings_StartMissing"),
            city.BeginTickAsync("Alerts_StartMissing"), city.BeginTickAsync("Duplicates_StartMissing"),
            city.BeginTickAsync("Promises_StartMissing"), city.BeginTickAsync("Consents_StartMissing"), city.BeginTickAsync("Signing_StartMissing"),
            city.BeginTickAsync("Appeals_StartMissing"), city.BeginTickAsync("WarningTasks_StartMissing"),
            city.BeginTickAsync("Guides_StartMissing"), city.BeginTickAsync("Selections_StartMissing"),
            city.BeginTickAsync("Agreements_Ask"),
            city.BeginTickAsync("Rules_Check"), city.BeginTickAsync("WhitePapers_Make"));
        await RejectPaperAsync();

        // For each function that has the client: the orchestration that must come of what was done.
        var expected = new Dictionary<string, string>
        {
            ["Reviews_OnFact"] = ReviewRequest.InstanceIdOf(people.Id),
            ["Duplicates_OnFact"] = new ComparisonRequest(people.Id, 0).InstanceId,
            ["Duplicates_StartMissing"] = new ComparisonRequest(lost, 0).InstanceId,
            ["Reviews_StartMissing"] = ReviewRequest.InstanceIdOf(lost),
            ["Guides_StartMissing"] = GuideRun.InstanceIdOf(lost),
            ["Selections_StartMissing"] = SelectionRun.InstanceIdOf(lost, 1),
            ["Selections_OnFact"] = SelectionRun.InstanceIdOf(selection, 1),
            ["Guides_OnFact"] = GuideRun.InstanceIdOf(guide),
            ["Promises_StartMissing"] = PromiseRun.InstanceIdOf(lost),
            ["Consents_StartMissing"] = ConsentRun.InstanceIdOf(lost, 0, "91440300MA5EXB340R"),
            ["Agreements_Ask"] = AgreementRun.InstanceIdOf(lost),
            ["Agreements_OnFact"] = AgreementRun.InstanceIdOf(ExpertAgreement.IdOf("luo", Year)),
            ["Appeals_StartMissing"] = AppealRun.InstanceIdOf(lost),
            ["Reports_StartMissing"] = new ReportRun(Reporter, LostPeriod, 1).InstanceId,
            ["Reports_Check"] = new ReportRun(city.App.DevUsers["lin"].Organisation!, Reported, 1).InstanceId,
            ["Signing_StartMissing"] = SigningRun.InstanceIdOf(lost, 0),
            ["Warnings_StartMissing"] = WarningRun.InstanceIdOf(lost),
            ["WarningTasks_StartMissing"] = WarningTaskRun.InstanceIdOf(lost),
            ["WarningTasks_OnFact"] = WarningTaskRun.InstanceIdOf(task),
            ["WhitePapers_Make"] = new WhitePaperRun(ReleasedYear, 1).InstanceId,
            ["WhitePapers_Wake"] = new WhitePaperRun(ReleasedYear, 1).InstanceId,
            ["Alerts_StartMissing"] = AlertDraftRun.InstanceIdOf(lost),
            ["Warnings_Wake"] = WarningRun.InstanceIdOf(signal.Expect(HttpStatusCode.Accepted).Json.GetProperty("warningId").GetString()!),
            ["Alerts_Collect"] = AlertDraftRun.InstanceIdOf(draft.Expect(HttpStatusCode.Created).Json.GetProperty("id").GetString()!),
            ["Rules_Check"] = RuleTimer.RunOf(DateTimeOffset.UtcNow).InstanceId,
            ["Alerts_Publish"] = AlertOrchestrator.InstanceId(new AlertRun("it", LastMorning())),
        };
        Assert.Equal(Clients().Order(), expected.Keys.Order());
        foreach (var function in expected.Keys) await UntilAsync(
            () => Task.FromResult(city.MetBy(function) >= Failures), $"{function} did not meet the outage.");
        city.EndDurableOutage();
        await Task.WhenAll(expected.Values.Select(StartedAsync).Append(ticks));

        Assert.Empty(city.Failed);
        Assert.All(
            [
                "facts/reviews", "facts/duplicates", "facts/alerts", "facts/warnings", "facts/guides", "facts/selections",
                "facts/agreements", "facts/white-papers", "letters"],
            path => Assert.Empty(city.App.ServiceBus.DeadLetters(path)));
    }

    private async Task<string> AssignTaskAsync()
    {
        var (id, now) = (Ids.From("outage task"), DateTimeOffset.UtcNow);
        var task = new WarningTask
        {
            Id = id, Warning = Ids.From("outage"), Headline = new LocalizedText("断供", "Supply"), Level = WarningLevel.Yellow,
            Kind = WarningTaskKind.Acknowledge, Organisation = CreditCode.Parse(Reporter), By = "pan", At = now, Until = now.AddDays(1),
        };
        await city.App.Services.GetRequiredService<AggregateStore>().PutAsync(
            WarningTaskAggregate.Kind, id, _ => Change.To(
                new WarningTaskState(task, []), "pan", new WarningTaskAssigned(task.Warning, task.Kind, Reporter, task.Until)),
            Cancellation);
        return id;
    }

    private static int Year => BeijingTime.Day(DateTimeOffset.UtcNow).Year;

    private static IEnumerable<string> Clients() => typeof(AppComposition).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
        .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(DurableClientAttribute))))
        .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name);

    /// <summary>A tick is for the last 09:00: before it, for yesterday's.</summary>
    private static DateOnly LastMorning() => BeijingTime.Day(DateTimeOffset.UtcNow.AddHours(-9).AddMinutes(1));

    private Task StartedAsync(string instance) => UntilAsync(
        async () => await city.App.Durable.GetInstanceAsync(instance, Cancellation) is not null, $"{instance} was not started.");

    private static async Task UntilAsync(Func<Task<bool>> reached, string otherwise)
    {
        for (var waited = Stopwatch.StartNew(); !await reached(); await Task.Delay(100, Cancellation))
        {
            if (waited.Elapsed > Patience) throw new TimeoutException(otherwise);
        }
    }

    private async Task<string> PublishGuideAsync()
    {
        var opens = BeijingTime.Day(DateTimeOffset.UtcNow).AddYears(1);
        var body = new { programme = "award", version = 1, year = opens.Year, opens = opens.ToString("O"), sectors = new[] { "it" } };
        var drafted = await city.Person("admin").PostAsync("/api/guides", body, Cancellation);
        var id = drafted.Expect(HttpStatusCode.Created).Json.GetProperty("id").GetString()!;
        (await city.Person("admin").PostAsync($"/api/guides/{id}/publish", null, Cancellation)).Expect(HttpStatusCode.OK);
        return id;
    }

    private async Task<string> OpenSelectionAsync()
    {
        var now = DateTimeOffset.UtcNow;
        var call = new SelectionCall("special-fund-rd", 3, null, "Selection");
        var candidate = new FunctionsApp.Selections.Candidate
        {
            Application = Ids.New(), Batch = 1, Round = 0, Title = "Outage", Organisation = "none", Name = "None", Score = 80, Requested = 1,
            SubmittedAt = now, Projects = [Ids.New()], EnteredAt = now,
        };
        await city.App.Services.GetRequiredService<AggregateStore>().PutAsync(
            SelectionAggregate.Kind, call.Id, current => EnterSelection.Decide(
                current, new SelectionRound(call.Id, call, 1, null, [new SelectionBatch(1, now)]), candidate, isStanding: false), Cancellation);
        return call.Id;
    }

    private async Task RejectPaperAsync()
    {
        var paper = new WhitePaper
        {
            Id = WhitePaper.IdOf("2000", 1), Period = "2000", Edition = 1, Tables = "", Content = "", CreatedAt = DateTimeOffset.UtcNow,
            Status = WhitePaperStatus.Rejected,
        };
        await city.App.Services.GetRequiredService<AggregateStore>().PutAsync(
            WhitePaperAggregate.Kind, paper.Id,
            _ => Change.To(new WhitePaperState(paper, []), "test", new WhitePaperRejected(paper.Period, paper.Edition)), Cancellation);
    }

    private static AnnualGuide LostGuide(string id, DateTimeOffset at) => new()
    {
        Id = id, Programme = "none", Version = 1, Terms = new Guide(at.Year, BeijingTime.Day(at).AddYears(1), null, null, null, ["it"]),
        CreatedAt = at, PublishedAt = at, Status = GuideStatus.Published, RequestHash = "",
    };

    private static object Draft() => new
    {
        sectors = new[] { "testing" },
        title = WarningUnderTest.Text("快讯", "News"),
        text = WarningUnderTest.Text("正文。", "Text."),
        publishAt = DateTimeOffset.UtcNow.AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:sszzz"),
    };
}
