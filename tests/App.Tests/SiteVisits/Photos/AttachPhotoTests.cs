using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using FunctionsApp.SiteVisits;
using FunctionsApp.SiteVisits.Photos;
using static App.Tests.SiteVisits.VisitSample;

namespace App.Tests.SiteVisits.Photos;

/// <summary>Photos of a report: attached, checked, removed, and kept with the report.</summary>
public sealed class AttachPhotoTests
{
    private const string Type = "photo.SiteVisit.0.1";
    private static readonly DateTimeOffset At = Begins.AddHours(3);
    private static readonly Ask Reporting = new(VisitTimes.Reporting, ReviewSample.Id, Stage, 0);
    private static readonly AssignmentId Report = new(Reporting, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Attach_WhileTheReportIsAsked_WaitsForItsCheckAndIsRecordedByItsDigest()
    {
        var change = Attach(State(), "aa");

        var photo = Assert.Single(change.Next.Uploads);
        Assert.Equal(
            (Type, 1, CheckState.Received, "aa", true), (photo.Type, photo.Version, photo.State, photo.Sha256, photo.IsAttachment));
        Assert.Equal(("o1", new PhotoAttached(Stage, 0, 1, 1, 10, "aa")), (change.Facts[0].Actor, change.Facts[0].Fact));
    }

    [Fact]
    public void Attach_SameContentAgain_IsThePhotoThatIsThere_OrTakesThePlaceOfOneThatWaits()
    {
        var waiting = Attach(State(), "aa").Next;
        var again = Attach(waiting, "aa").Next;
        Assert.Equal([CheckState.Superseded, CheckState.Received], again.Uploads.Select(photo => photo.State));

        var accepted = Accepted(waiting, "aa");
        Assert.Empty(Attach(accepted, "aa").Facts);
        Assert.Single(Attach(accepted, "bb").Facts);
    }

    [Theory]
    [InlineData(2, 1, true)]
    [InlineData(2, 2, false)]
    [InlineData(0, 0, false)]
    public void Attach_AsManyAsTheStageTakes_AreTaken(int limit, int before, bool taken)
    {
        var state = State();
        for (var number = 0; number < before; number++) state = Accepted(Attach(state, $"a{number}", limit).Next, $"a{number}");

        if (taken) Assert.Single(Attach(state, "bb", limit).Facts);
        else Assert.Equal("too-many-photos", Slug(() => Attach(state, "bb", limit)));
    }

    [Fact]
    public void Attach_ByAnotherPerson_InAnotherQuestion_OrAfterTheReport_IsRefused()
    {
        Assert.Equal("not-assignee", Slug(() => AttachPhoto.RequireOpen(State(), Report, "o2")));
        Assert.Equal("not-found", Slug(() => AttachPhoto.RequireOpen(State(), Report with { Number = 2 }, "o1")));
        var offering = Reporting with { Kind = VisitTimes.Offering };
        Assert.Equal("photos-closed", Slug(() => AttachPhoto.RequireOpen(State(ask: offering), Report with { Ask = offering }, "o1")));
        Assert.Equal("photos-closed", Slug(() => AttachPhoto.RequireOpen(State(AssignmentState.Decided), Report, "o1")));
        var withdrawn = State();
        withdrawn = withdrawn with { Review = withdrawn.Review.In(ApplicationStatus.Withdrawn) };
        Assert.Equal("photos-closed", Slug(() => AttachPhoto.RequireOpen(withdrawn, Report, "o1")));
    }

    [Fact]
    public void Report_WithAPhotoThatWaits_IsRefused_AndKeepsTheAcceptedOnesWithTheirDigests()
    {
        var waiting = Attach(State(), "aa").Next;
        Assert.Equal("photos-unchecked", Slug(() => Reported(waiting)));

        var change = Reported(Accepted(waiting, "aa"));
        Assert.Equal(("aa", "b-aa"), Assert.Single(change.Next.Reports[0].Photos) is var photo ? (photo.Sha256, photo.Id) : default);
        Assert.Equal(["aa"], ((VisitReported)change.Facts[0].Fact).Photos);
        Assert.Equal("photos-closed", Slug(() => Attach(change.Next, "bb")));
        Assert.Empty(RemovePhoto.Unreported(change.Next, Stage, 0, "test").Facts);
    }

    [Fact]
    public void Remove_OnceBeforeTheReport_MakesRoomAndKeepsTheRecord()
    {
        var state = Accepted(Attach(State(), "aa", 1).Next, "aa");
        var removed = RemovePhoto.Decide(state, Report, "b-aa", "o1");

        Assert.Equal(new PhotoRemoved(Stage, 0, 1, 1, "aa"), Assert.Single(removed.Facts).Fact);
        Assert.Empty(RemovePhoto.Decide(removed.Next, Report, "b-aa", "o1").Facts);
        Assert.Equal("not-found", Slug(() => RemovePhoto.Decide(state, Report, "b-bb", "o1")));
        Assert.Equal(CheckState.Removed, removed.Next.Uploads[0].State);
        Assert.Null(VisitPhotos.Find(removed.Next, "b-aa"));
        Assert.Equal(2, Attach(removed.Next, "aa", 1).Next.Uploads.Max(photo => photo.Version));
    }

    [Fact]
    public void Check_OfAnAttachment_ChangesNoSlot_AndNothingOnceItIsRemoved()
    {
        var photo = Attach(State(), "aa").Next.Uploads[0];
        var documents = new ApplicationDocuments(ReviewSample.Applied, [photo]);

        var accepted = CheckAttachment.Accept(documents, photo, "etag");
        Assert.Equal((CheckState.Accepted, "etag"), (accepted.Next.Uploads[0].State, accepted.Next.Uploads[0].BlobETag));
        Assert.Same(documents.Application, accepted.Next.Application);
        var rejected = CheckAttachment.Reject(documents, photo, Rejections.Damaged);
        Assert.Equal(new AttachmentChecked(Type, 1, 10, "aa", "damaged"), Assert.Single(rejected.Facts).Fact);
        var removed = documents.With(photo with { State = CheckState.Removed });
        Assert.Empty(CheckAttachment.Accept(removed, photo, "etag").Facts);
    }

    /// <summary>The application is withdrawn: no report comes.</summary>
    [Fact]
    public async Task Stage_EndsWithoutAReport_RemovesThePhotosAndTheirFiles()
    {
        var visit = await new VisitSample(null, Register).StartAsync();
        await visit.OfferAsync(Offer());
        await visit.ReplyAsync(AppointmentReply.Confirm);
        visit.Bench.Time.SetUtcNow(At);
        await visit.CheckAsync();
        var asked = (await visit.AskedAsync())!;
        Assert.Equal(VisitTimes.Reporting, asked.Ask.Kind);
        await visit.Bench.Store.ChangeAsync(VisitAggregate.Kind, ReviewSample.Id, state => AttachPhoto.Decide(
            state, new AssignmentId(asked.Ask, asked.Number), Upload("aa"), asked.Assignee, _ => Definition, At), Cancellation);
        await visit.PutAsync(ApplicationStatus.Withdrawn);

        Assert.Equal(StageOutcome.Withdrawn, await visit.CheckAsync());
        Assert.Equal(CheckState.Removed, Assert.Single((await visit.StateAsync()).Uploads).State);
        Assert.Equal(
            new[] { "incoming", "accepted", "rejected" }.Select(container => $"{container}/{ReviewSample.Id}/{Type}/b-aa"), visit.Deleted);
        Assert.Contains(nameof(PhotoRemoved), await visit.Bench.FactsAsync(VisitAggregate.Kind, ReviewSample.Id));
    }

    private static Upload Upload(string sha256) => new(Type, $"{ReviewSample.Id}/{Type}/b-{sha256}", "gate.jpg", 10, sha256);

    private static Change<VisitState> Attach(VisitState state, string sha256, int limit = 10) =>
        AttachPhoto.Decide(state, Report, Upload(sha256), "o1", _ => Definition with { Photos = limit }, At);

    private static VisitState Accepted(VisitState state, string sha256) => state with
    {
        Uploads = [.. state.Uploads.Select(each => each.Sha256 == sha256 ? each with { State = CheckState.Accepted } : each)],
    };

    private static Change<VisitState> Reported(VisitState state) => ReportVisit.Decide(
        state, state.Review.Assignments[0], VisitSample.Report(VisitResult.Passed), new Answering("o1", "digest", At), Definition, []);

    private static VisitState State(AssignmentState assigned = AssignmentState.Open, Ask? ask = null)
    {
        var assignment = ReviewSample.Assignment(1, "o1", assigned) with { Ask = ask ?? Reporting };
        var appointment = new Appointment
        {
            Stage = Stage, Round = 0, Number = 1, Assignment = "x", Officer = "o1", State = AppointmentState.Confirmed,
            Terms = new AppointmentTerms(Begins, Begins.AddHours(2), "1 Science Road", null, [], null),
            AnswerBy = Begins.AddDays(-1), ChangedAt = Begins.AddDays(-2),
        };
        return new VisitState(ReviewSample.State([assignment], null, ReviewSample.Run(Stage)), [appointment], []);
    }

    private static string Slug(Action act) => Assert.Throws<ProblemException>(act).Type.Slug;
}
