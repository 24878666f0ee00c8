using App.Tests.Assignments;
using App.Tests.Reviews;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using FunctionsApp.SiteVisits;
using FunctionsApp.SiteVisits.Photos;
using Microsoft.Extensions.Configuration;
using Moq;

namespace App.Tests.SiteVisits;

/// <summary>A programme of which one stage is a site visit, and its application under review, in memory.</summary>
internal sealed class VisitSample
{
    public const string Stage = "SiteVisit";
    public const string Earlier = "District";

    /// <summary>Monday 9 March 2026, 09:30 in Shenzhen.</summary>
    public static readonly DateTimeOffset Begins = new(2026, 3, 9, 9, 30, 0, BeijingTime.Offset);

    public static readonly SiteVisitDefinition Definition = new()
    {
        Name = Stage, Title = new LocalizedText("现场考察", "Site visit"), Role = Role.DepartmentOfficer, Assignees = 1, WorkingDays = 15,
        ReminderWorkingDays = 1, DelegateWorkingDays = 2,
        Checklist =
        [
            new ReportPoint("site", new LocalizedText("场地", "Site")), new ReportPoint("people", new LocalizedText("人员", "People")),
        ],
    };

    private readonly CheckVisitActivity activity;
    private readonly ProgrammeCatalogue catalogue;
    private DateTimeOffset since = ReviewSample.Opened;

    public VisitSample(AppointmentDefinition? definition = null, params IEnumerable<StaffMember> people)
    {
        catalogue = ReviewSample.Catalogue(
            ReviewSample.FirstStage(), ReviewSample.Stage(Earlier), definition ?? Definition, ReviewSample.Stage("Panel"));
        Bench = new AskingBench(ReviewSample.Opened, VisitAggregate.Kind, ReviewAggregate.Kind, ApplicationAggregate.Kind);
        var tools = Bench.Tools(people);
        Offering = new OfferQuestion(tools, catalogue, null!);
        Reporting = new ReportQuestion(tools, catalogue, null!);
        activity = new(
            Bench.Store, catalogue, tools.Staff, WorkingCalendar.Official, tools.Letters, Bench.Bulletins,
            new PublicAddress(new ConfigurationBuilder().Build()), new PhotoDesk(Blobs(Deleted), Bench.Store, catalogue, Bench.Time));
    }

    /// <summary>Names of blobs that were to be deleted, with their containers.</summary>
    public List<string> Deleted { get; } = [];

    public AskingBench Bench { get; }

    public OfferQuestion Offering { get; }

    public ReportQuestion Reporting { get; }

    /// <summary>The moment that the last check named.</summary>
    public DateTimeOffset? Next { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Storage that remembers what is to be deleted.</summary>
    public static BlobServiceClient Blobs(List<string> deleted)
    {
        var service = new Mock<BlobServiceClient>();
        service.Setup(one => one.GetBlobContainerClient(It.IsAny<string>())).Returns((string container) =>
        {
            var client = new Mock<BlobContainerClient>();
            client.Setup(one => one.GetBlobClient(It.IsAny<string>())).Returns((string name) =>
            {
                var blob = new Mock<BlobClient>();
                blob.Setup(one => one.DeleteIfExistsAsync(
                    It.IsAny<DeleteSnapshotsOption>(), It.IsAny<BlobRequestConditions>(), It.IsAny<CancellationToken>()))
                    .Callback(() => deleted.Add($"{container}/{name}"));
                return blob.Object;
            });
            return client.Object;
        });
        return service.Object;
    }

    public static StaffMember Officer(string id, string? standIn = null) =>
        Polls.Member(id, standIn: standIn) with { Roles = [Role.DepartmentOfficer] };

    /// <summary>Two officers and an expert.</summary>
    public static IReadOnlyList<StaffMember> Register { get; } =
        [Officer("o1"), Officer("o2"), Polls.Member("x1") with { Name = "Expert One" }];

    public static OfferForm Offer(DateTimeOffset? begins = null, params string[] attendees) => new(
        "token", begins ?? Begins, (begins ?? Begins).AddHours(2), "1 Science Road", null, attendees, "Papers of the site");

    public static ReportForm Report(VisitResult result, string summary = "All as stated.") => new(
        "token", [new NoteForm("site", "As on the plan."), new NoteForm("people", "Forty.")], result, summary);

    public async Task<VisitSample> StartAsync()
    {
        await Bench.Store.PutAsync(ReviewSample.State());
        await CheckAsync();
        return this;
    }

    /// <summary>As the orchestrator does after an event.</summary>
    public async Task<StageOutcome?> CheckAsync()
    {
        var at = Bench.Time.GetUtcNow();
        var progress = await activity.RunAsync(new StageCheck(new StageRequest(ReviewSample.Id, Stage, 0), since, at), Cancellation);
        (since, Next) = (at, progress.Next);
        return progress.Outcome;
    }

    /// <summary>As the orchestrator does when no answer comes: waits for the moment that the check named.</summary>
    public async Task<StageOutcome?> WaitAsync()
    {
        Bench.Time.SetUtcNow(Next!.Value);
        return await CheckAsync();
    }

    public async Task<VisitState> StateAsync() => (await Bench.Store.GetAsync(VisitAggregate.Kind, ReviewSample.Id, Cancellation)).State;

    public async Task<Appointment> CurrentAsync() => (await StateAsync()).Current(Stage, 0)!;

    /// <summary>The open assignment; null for none.</summary>
    public async Task<Assignment?> AskedAsync() =>
        (await StateAsync()).Review.Assignments.SingleOrDefault(each => each.State == AssignmentState.Open);

    /// <summary>Whoever is asked offers; then the stage looks again.</summary>
    public async Task OfferAsync(OfferForm form)
    {
        var asked = (await AskedAsync())!;
        await AnswerAsync(asked, (state, id, by) => Offering.Decide(state, id, form, by));
        await CheckAsync();
    }

    /// <summary>The officer changes what was offered; then the stage looks again.</summary>
    public async Task ChangeAsync(OfferForm form)
    {
        var current = await CurrentAsync();
        var offered = (await StateAsync()).Review.Assignments.Single(each => each.Id == current.Assignment);
        await AnswerAsync(offered, (state, id, by) => Offering.Decide(state, id, form, by));
        await CheckAsync();
    }

    public async Task<StageOutcome?> ReportAsync(ReportForm form)
    {
        await AnswerAsync((await AskedAsync())!, (state, id, by) => Reporting.Decide(state, id, form, by));
        return await CheckAsync();
    }

    /// <summary>The applicant answers the appointment as it is; then the stage looks again.</summary>
    public async Task ReplyAsync(AppointmentReply reply, string? reasons = null, params DateOnly[] days)
    {
        var form = new AppointmentForm(reply, (await CurrentAsync()).Edition, reasons, days);
        await ReplyAsync(form);
        await CheckAsync();
    }

    public Task<Stored<VisitState>> ReplyAsync(AppointmentForm form)
    {
        var definition = catalogue.Of(ReviewSample.Applied);
        return Bench.Store.ChangeAsync(VisitAggregate.Kind, ReviewSample.Id, state => AnswerAppointment.Decide(
            state, form, "applicant-1", Bench.Time.GetUtcNow(), stage => (AppointmentDefinition)definition.Stage(stage),
            WorkingCalendar.Official), Cancellation);
    }

    /// <summary>The application gets another status.</summary>
    public Task PutAsync(ApplicationStatus status) => Bench.Store.ChangeAsync(
        ReviewAggregate.Kind, ReviewSample.Id, state => Change.To(state.In(status), "test", new ReviewPut()), Cancellation);

    private Task AnswerAsync(Assignment assignment, Func<VisitState, AssignmentId, Answering, Change<VisitState>> decide)
    {
        var by = new Answering(assignment.Assignee, ContentDigest.Of(ReviewSample.Applied), Bench.Time.GetUtcNow());
        return Bench.Store.ChangeAsync(
            VisitAggregate.Kind, ReviewSample.Id, state => decide(state, new AssignmentId(assignment.Ask, assignment.Number), by),
            Cancellation);
    }
}
