using App.Tests.Documentation;
using App.Tests.Fixtures;
using App.Tests.Records.Log;
using App.Tests.Reviews;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Retaining;
using FunctionsApp.Applications.Copying;
using FunctionsApp.Applications.Extending;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Applying;
using FunctionsApp.Assignments;
using FunctionsApp.Assignments.AddingSigners;
using FunctionsApp.Assignments.Copying;
using FunctionsApp.Assignments.HandingOver;
using FunctionsApp.Assignments.Inbox;
using FunctionsApp.Assignments.Overseeing;
using FunctionsApp.Assignments.TakingBack;
using FunctionsApp.City;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Readings;
using FunctionsApp.Documents.Uploading;
using FunctionsApp.Documents.Versions;
using FunctionsApp.Documents.Viewing;
using FunctionsApp.Duplicates;
using FunctionsApp.Identity;
using FunctionsApp.Organisations;
using FunctionsApp.Organisations.Members;
using FunctionsApp.Pages;
using FunctionsApp.Panels;
using FunctionsApp.People;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Records;
using FunctionsApp.Records.Dossiers;
using FunctionsApp.Records.Log;
using FunctionsApp.Referrals;
using FunctionsApp.Retention;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using FunctionsApp.SiteVisits;
using FunctionsApp.SiteVisits.Photos;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Reports;
using FunctionsApp.Warnings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;

namespace App.Tests.Identity;

/// <summary>Every function that needs a right on a matter, called with every role, relation and state.</summary>
public sealed class AccessRoutesTests
{
    private const string Asked = "asked";
    private const string WasAsked = "was-asked";
    private const string Upload = "v2m8q1zr5y7c9w3k4t6b";
    private const string Photo = "b-photo";
    private const string Organisation = "91440300MA5EXA1291";
    private static readonly CreditCode Code = CreditCode.Parse(Organisation);

    private static readonly ProblemType[] Refusals = [PlatformProblems.NotFound, IdentityProblems.NotAllowed, AssignmentProblems.NotAssignee];

    private static readonly ProgrammeCatalogue Catalogue = ReviewSample.Catalogue(ReviewSample.FirstStage(), ReviewSample.Stage());

    private readonly MemoryBlobs log = new();
    private readonly MemoryApp app = new(ReviewSample.Opened, ReviewAggregate.Kind, []);

    /// <summary>How a function is called about the matter of the test.</summary>
    private Dictionary<string, Func<HttpRequest, Task<IResult>>> Calls => new()
    {
        ["Applications_Get"] = request => Applications.GetAsync(request, ReviewSample.Id, Cancellation),
        ["Applications_Facts"] = request => Applications.FactsAsync(request, ReviewSample.Id, Cancellation),
        ["Records_Proof"] = request => Log.ProveAsync(request, ReviewSample.Id, Cancellation),
        ["Applications_Submit"] = request => Applications.SubmitAsync(request, ReviewSample.Id, Cancellation),
        ["Applications_Withdraw"] = request => Applications.WithdrawAsync(request, ReviewSample.Id, Cancellation),
        ["Applications_Extend"] = request => new ExtensionHttp(
            app.Store, Catalogue, WorkingCalendar.Official, app.Time).ExtendAsync(request, ReviewSample.Id, Cancellation),
        ["Appeals_Submit"] = request => Appeals.SubmitAsync(request, ReviewSample.Id, Cancellation),
        ["Appeals_Get"] = request => Appeals.GetAsync(request, ReviewSample.Id, Cancellation),
        ["MyAppeal_Show"] = request => MyAppeal.ShowAsync(request, ReviewSample.Id, Cancellation),
        ["MyAppeal_Send"] = request => MyAppeal.SendAsync(request, ReviewSample.Id, Cancellation),
        ["MyExtension_Show"] = request => MyExtension.ShowAsync(request, ReviewSample.Id, Cancellation),
        ["MyExtension_Ask"] = request => MyExtension.AskAsync(request, ReviewSample.Id, Cancellation),
        ["Applications_Recall"] = request => new FunctionsApp.Applications.Signing.SigningHttp(app.Store, Catalogue, app.Time).RecallAsync(
            request, ReviewSample.Id, Cancellation),
        ["Forms_Get"] = request => Forms.GetAsync(request, ReviewSample.Id, Cancellation),
        ["Forms_Save"] = request => Forms.SaveAsync(request, ReviewSample.Id, Cancellation),
        ["Forms_Page"] = request => Forms.ShowAsync(request, ReviewSample.Id, Cancellation),
        ["Forms_Fill"] = request => Forms.FillAsync(request, ReviewSample.Id, Cancellation),
        ["MyPage_Show"] = request => new MyApplicationHttp(
            app.Store, Catalogue, app.Tools.Staff, WorkingCalendar.Official, Site, app.Time).ShowAsync(
            request, ReviewSample.Id, Cancellation),
        ["MyLetters_Show"] = request => new MyLetterHttp(app.Store, Catalogue, app.Tools.Staff, Site).ShowAsync(request, ReviewSample.Id, Cancellation),
        ["MyAppointment_Show"] = request => MyAppointment.ShowAsync(request, ReviewSample.Id, Cancellation),
        ["MyAppointment_Answer"] = request => MyAppointment.AnswerAsync(request, ReviewSample.Id, Cancellation),
        ["Appointments_Answer"] = request => new AppointmentHttp(
            app.Store, Catalogue, app.Tools.Staff, WorkingCalendar.Official, app.Address, app.Time).AnswerAsync(
            request, ReviewSample.Id, Cancellation),
        ["Referrals_List"] = request => new ReferralHttp(app.Store, Catalogue).ListAsync(request, ReviewSample.Id, Cancellation),
        ["MyDocuments_Show"] = request => MyDocuments.ShowAsync(request, ReviewSample.Id, Cancellation),
        ["MyDocuments_Upload"] = request => MyDocuments.UploadAsync(request, ReviewSample.Id, "plan", Cancellation),
        ["MyDocuments_Promise"] = request => MyDocuments.PromiseAsync(request, ReviewSample.Id, "plan", Cancellation),
        ["Promises_Put"] = request => new PromiseHttp(app.Store, Catalogue, WorkingCalendar.Official, app.Time).PutAsync(
            request, ReviewSample.Id, "plan", Cancellation),
        ["CheckApplication_Show"] = request => Check.ShowAsync(request, ReviewSample.Id, Cancellation),
        ["CheckApplication_Submit"] = request => Check.SubmitAsync(request, ReviewSample.Id, Cancellation),
        ["CheckApplication_AskWithdrawal"] = request => Check.AskWithdrawalAsync(request, ReviewSample.Id, Cancellation),
        ["CheckApplication_Withdraw"] = request => Check.WithdrawAsync(request, ReviewSample.Id, Cancellation),
        ["CheckApplication_AskRecall"] = request => Check.AskRecallAsync(request, ReviewSample.Id, Cancellation),
        ["CheckApplication_Recall"] = request => Check.RecallAsync(request, ReviewSample.Id, Cancellation),
        ["Documents_Upload"] = request => Documents.UploadAsync(request, ReviewSample.Id, "plan", Cancellation),
        ["Uploads_Open"] = request => DirectUploads.OpenAsync(request, ReviewSample.Id, "plan", Cancellation),
        ["Uploads_Get"] = request => DirectUploads.GetAsync(request, ReviewSample.Id, "plan", Upload, Cancellation),
        ["Uploads_Complete"] = request => DirectUploads.CompleteAsync(request, ReviewSample.Id, "plan", Upload, Cancellation),
        ["Uploads_Cancel"] = request => DirectUploads.CancelAsync(request, ReviewSample.Id, "plan", Upload, Cancellation),
        ["Documents_Page"] = request => Viewer.ShowAsync(request, Mine(request), "plan", Cancellation),
        ["Documents_Versions"] = request => new VersionHttp(app.Store, Catalogue, Accepted, Readings, Site).ShowAsync(
            request, ReviewSample.Id, "plan", Cancellation),
        ["Documents_Inline"] = request => Viewer.ReadAsync(request, ReviewSample.Id, "plan", Cancellation),
        ["Documents_Download"] = request => Documents.DownloadAsync(request, ReviewSample.Id, "plan", Cancellation),
        ["Copies_List"] = request => Copying.ListAsync(request, ReviewSample.Id, Cancellation),
        ["Copies_Send"] = request => Copying.SendAsync(request, ReviewSample.Id, Cancellation),
        ["Copies_Page"] = request => Copying.ShowAsync(request, ReviewSample.Id, Cancellation),
        ["Copies_SendByPage"] = request => Copying.SendByPageAsync(request, ReviewSample.Id, Cancellation),
        ["Organisations_Get"] = request => new OrganisationHttp(app.Store).GetAsync(request, Organisation, Cancellation),
        ["Organisations_Put"] = request => new OrganisationHttp(app.Store).PutAsync(request, Organisation, Cancellation),
        ["Organisations_Facts"] = request => new OrganisationHttp(app.Store).FactsAsync(request, Organisation, Cancellation),
        ["Organisations_People"] = request => Task.FromResult(Members.List(request, Organisation)),
        ["Organisations_NamePerson"] = request => Members.NameAsync(request, Organisation, "person", Cancellation),
        ["Organisations_TakeOffPerson"] = request => Members.TakeOffAsync(request, Organisation, "member", Cancellation),
        ["Assignments_Show"] = request => Assignments.ShowAsync(request, Mine(request), Cancellation),
        ["Assignments_Asked"] = request => Oversee.ListAsync(request, Mine(request), Cancellation),
        ["Assignments_AskedPage"] = request => Oversee.ShowAsync(request, Mine(request), Cancellation),
        ["Assignments_Remind"] = request => Oversee.RemindAsync(request, Mine(request), Cancellation),
        ["Assignments_RemindByPage"] = request => Oversee.RemindByPageAsync(request, MineByForm(request), Cancellation),
        ["Assignments_TakeOff"] = request => Oversee.TakeOffAsync(request, Mine(request), Cancellation),
        ["Assignments_TakeOffByPage"] = request => Oversee.TakeOffByPageAsync(request, MineByForm(request), Cancellation),
        ["Assignments_TakeBack"] = request => new TakeBackHttp(Questions).TakeBackAsync(request, Mine(request), Cancellation),
        ["Inbox_TakeBack"] = request => new TakeBackHttp(Questions).TakeBackByPageAsync(request, MineByForm(request), Cancellation),
        ["Assignments_Receivers"] = request => HandOver.ListAsync(request, Mine(request), Cancellation),
        ["Assignments_HandOver"] = request => HandOver.HandOverAsync(request, Mine(request), Cancellation),
        ["Inbox_HandOverPage"] = request => HandOver.ShowAsync(request, Mine(request), Cancellation),
        ["Inbox_HandOver"] = request => HandOver.HandOverByPageAsync(request, MineByForm(request), Cancellation),
        ["Assignments_Signers"] = request => AddSigners.ListAsync(request, Mine(request), Cancellation),
        ["Assignments_AddSigner"] = request => AddSigners.AddAsync(request, Mine(request), Cancellation),
        ["Inbox_AddSignerPage"] = request => AddSigners.ShowAsync(request, Mine(request), Cancellation),
        ["Inbox_AddSigner"] = request => AddSigners.AddByPageAsync(request, MineByForm(request), Cancellation),
        ["Assignments_Answer"] = request => Assignments.AnswerAsync(request, Mine(request), Cancellation),
        ["Alerts_GetDraftByEarlierAddress"] = request => new AlertDraftHttp(app.Store, app.Time).GetByEarlierAddressAsync(
            request, ReviewSample.Id, Cancellation),
        ["Alerts_GetDraft"] = request => new AlertDraftHttp(app.Store, app.Time).GetAsync(request, ReviewSample.Id, Cancellation),
        ["Alerts_DraftPage"] = request => new AlertEditorHttp(app.Store, app.Lists, Pages.RenderedPage.Site(), app.Time).ShowDraftAsync(
            request, ReviewSample.Id, Cancellation),
        ["Inbox_Show"] = request => Inbox.ShowAsync(request, Mine(request), Cancellation),
        ["Panels_Get"] = request => Panels.GetAsync(request, ReviewSample.Id, Cancellation),
        ["Panels_Conflicts"] = request => Panels.ConflictsAsync(request, ReviewSample.Id, Cancellation),
        ["Photos_Attach"] = request => Photos.AttachAsync(request, Mine(request), Cancellation),
        ["Photos_Remove"] = request => Photos.RemoveAsync(request, Mine(request), "none", Cancellation),
        ["Photos_List"] = request => Photos.ListAsync(request, ReviewSample.Id, Cancellation),
        ["Photos_Read"] = request => Photos.ReadPhotoAsync(request, ReviewSample.Id, Photo, Cancellation),
        ["Inbox_Photos"] = request => PhotoPages.ShowAsync(request, Mine(request), Cancellation),
        ["Inbox_PhotosAttach"] = request => PhotoPages.AttachAsync(request, Mine(request), Cancellation),
        ["Inbox_PhotosRemove"] = request => PhotoPages.RemoveAsync(request, MineByForm(request), "none", Cancellation),
        ["Duplicates_Get"] = request => Duplicates.GetAsync(request, ReviewSample.Id, Cancellation),
        ["Duplicates_Passages"] = request => Duplicates.PassagesAsync(request, ReviewSample.Id, "0-1", Cancellation),
        ["Inbox_Answer"] = request => Inbox.AnswerAsync(request, MineByForm(request), Cancellation),
        ["Applications_Dossier"] = request => new DossierHttp(
            new DossierDesk(app.Store, Catalogue, [], Proofs, app.Tools.Staff, app.Time),
            new WriteDossier(
                Accepted, new DossierIndex(ShownForm.Services.GetRequiredService<IServiceScopeFactory>(), NullLoggerFactory.Instance)),
            Readings)
            .GetAsync(request, ReviewSample.Id, Cancellation),
        ["Audit_Application"] = request => Audit.ShowApplicationAsync(request, ReviewSample.Id, Cancellation),
        ["Retention_Get"] = request => Holds.GetAsync(request, ReviewSample.Id, Cancellation),
        ["Retention_Hold"] = request => Holds.HoldAsync(request, ReviewSample.Id, Cancellation),
        ["Retention_Lift"] = request => Holds.LiftAsync(request, ReviewSample.Id, Cancellation),
        ["Retention_ApplicationPage"] = request => Holds.ShowAsync(request, ReviewSample.Id, Cancellation),
        ["Retention_HoldByPage"] = request => Holds.HoldByPageAsync(request, ReviewSample.Id, Cancellation),
        ["Retention_LiftByPage"] = request => Holds.LiftByPageAsync(request, ReviewSample.Id, Cancellation),
        ["Audit_Readings"] = request => Audit.ShowReadingsAsync(request, ReviewSample.Id, Cancellation),
        ["Documents_Readings"] = request => new ReadingHttp(app.Store).GetAsync(request, ReviewSample.Id, Cancellation),
        ["Audit_Export"] = request => Audit.ExportAsync(request, ReviewSample.Id, Cancellation),
        ["Organisations_AuditPage"] = request => new OrganisationPageHttp(app.Store, Pages.RenderedPage.Site()).ShowAsync(
            request, Organisation, Cancellation),
        ["Reports_GetAccepted"] = request => new ReportHttp(ReportDesk, app.Store).GetAcceptedAsync(
            request, Organisation, "2026-01", Cancellation),
        ["Reports_Facts"] = request => new ReportHttp(ReportDesk, app.Store).FactsAsync(request, Organisation, "2026-01", Cancellation),
        ["Reports_AcceptedReportPage"] = request => new ReportPageHttp(ReportDesk, Site).ShowAcceptedReportAsync(
            request, Organisation, "2026-01", Cancellation),
        ["Warnings_Page"] = request => Warnings.ShowAsync(request, ReviewSample.Id, Cancellation),
        ["Warnings_Get"] = request => Warnings.GetAsync(request, ReviewSample.Id, Cancellation),
        ["Warnings_Facts"] = request => Warnings.FactsAsync(request, ReviewSample.Id, Cancellation),
    };

    public static TheoryData<string> Names => [.. AccessTables.Functions.Where(function => function.Rule.Needs.Length > 0).Select(function => function.Name)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static SitePages Site => App.Tests.Pages.RenderedPage.Site();

    private ApplicationHttp Applications => new(
        app.Store, app.Lists, Catalogue,
        new DraftDesk(app.Store, app.Lists, Catalogue, new DraftLimit(app.Lists, Options.Create(new ApplicationOptions())), app.Time), [], Site,
        app.Time, app.Tools.Staff);

    private MemberHttp Members
    {
        get
        {
            var drafter = new StaffMember { Id = "member", Name = "M", Email = "m@x.cn", Roles = [Role.Applicant], Organisation = Code };
            var staff = new StaffDirectory(Options.Create(new StaffOptions { Staff = [drafter] }));
            var register = new PeopleRegister(app.Lists, staff, app.Time);
            return new MemberHttp(new MemberDesk(app.Store, staff, new PeopleDesk(app.Store, staff, register), register));
        }
    }

    private FormHttp Forms => new(app.Store, Catalogue, app.Tokens, Site, app.Time, app.Tools.Staff);

    private CheckApplicationHttp Check => new(app.Store, Catalogue, Site, app.Time, app.Tools.Staff);

    private PanelHttp Panels => new(
        app.Store, Catalogue, app.Tools.Staff,
        new ReadTies(app.Store, app.Lists, app.Tools.Staff, Options.Create(new PanelOptions())), Site, app.Time);

    private MyAppointmentHttp MyAppointment =>
        new(app.Store, Catalogue, app.Tools.Staff, WorkingCalendar.Official, Site, app.Time);

    private AppealHttp Appeals => new(app.Store, WorkingCalendar.Official, app.Time);

    private MyAppealHttp MyAppeal => new(app.Store, Catalogue, WorkingCalendar.Official, Site, app.Time);

    private HoldHttp Holds => new(app.Store, RetentionPolicy.Load(), Site, app.Time);

    private MyExtensionHttp MyExtension => new(app.Store, Catalogue, WorkingCalendar.Official, Site, app.Time);

    private UploadDesk Uploads => new(Blobs(), app.Store, Catalogue, Options.Create(new DocumentOptions()), app.Time);

    private UploadHttp DirectUploads
    {
        get
        {
            var direct = Direct(isOffered: true);
            return new(
                direct, new CompleteUploads(direct, new OpenUploadStore(SilentTables()), app.Store, Catalogue, Options.Create(new DocumentOptions()), app.Time),
                app.Store);
        }
    }

    private DocumentHttp Documents => new(Uploads, app.Store, Accepted, Readings);

    private ReadingDesk Readings => new(app.Store, app.Time);

    private MyDocumentHttp MyDocuments => new(app.Store, Catalogue, Uploads, Direct(isOffered: false), Site, app.Time, WorkingCalendar.Official);

    private ViewerHttp Viewer => new(app.Store, Catalogue, Accepted, Readings, Pages.RenderedPage.Site(), app.Time);

    private PhotoDesk Desk => new(Blobs(), app.Store, Catalogue, app.Time);

    private PhotoHttp Photos => new(app.Store, Desk, Accepted, Site);

    private PhotoPageHttp PhotoPages => new(Desk, Site);

    private DuplicateHttp Duplicates => new(app.Store, Catalogue, new KeptTexts(Blobs()), Site);

    private AcceptedDocuments Accepted => App.Tests.Documents.StoredBlob.Documents(Blobs(), null!);

    private LogStore LogStore => new(app.Tables, log.Client);

    private FindProof Proofs => new(LogStore);

    private LogHttp Log => new(LogStore, Proofs, app.Store, [], Options.Create(new LogOptions()), Site);

    private Questions Questions => new([new FunctionsApp.Approvals.ApprovalQuestion(app.Tools, Catalogue, null!, Accepted)]);

    private AssignmentHttp Assignments => new(Questions, app.QuestionPages, app.Lists);

    private OverseeHttp Oversee => new(Questions, app.Tools.Staff, WorkingCalendar.Official, Site, app.Time);

    private CopyHttp Copying => new(app.Store, Catalogue, app.Tools.Staff, Site, app.Time);

    private AddSignerHttp AddSigners => new(Questions, app.Tools.Staff, Site, app.Time);

    private HandOverHttp HandOver => new(Questions, Site, app.Time);

    private InboxHttp Inbox => new(Questions, app.QuestionPages, app.Lists, Pages.RenderedPage.Site(), app.Time);

    private AuditHttp Audit => new(
        app.Store, app.Lists, Catalogue, [], WorkingCalendar.Official, Pages.RenderedPage.Site(), app.Time);

    private ReportDesk ReportDesk => new(app.Store, app.Lists, app.Time);

    private WarningHttp Warnings =>
        new(app.Store, app.Lists, app.Address, Options.Create(new WarningOptions()), App.Tests.Pages.RenderedPage.Site(), app.Time);

    [Fact]
    public void Functions_AboutASingleMatter_NeedARight() => Assert.Empty(
        from function in AccessTables.Functions
        where function.Rule.Audience == Audience.SignedIn || function.Trigger.Route!.StartsWith(
            "api/applications/{id}", StringComparison.Ordinal)
        where function.Trigger.Route!.Contains('{') && function.Rule.Needs.Length == 0
        // Whoever attends an appointment has no other right on the application.
        where !function.Name.StartsWith("Appointments_", StringComparison.Ordinal)
        // A webhook is of one person, whatever role: WebhookDeskTests calls each of its functions as another one.
        where !function.Name.StartsWith("Webhooks_", StringComparison.Ordinal)
        // Anyone reads a public notice, and who is signed in may object.
        where !function.Trigger.Route!.Contains("notices/{id}/", StringComparison.Ordinal)
        select function.Name);

    [Fact]
    public void Functions_ThatNeedARight_AreCalledHere() => Assert.Equal(Names.Select(row => (string)row.Data).Order(), Calls.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Function_EachRoleRelationAndState_AnswersAsTheTableGrants(string name)
    {
        var rule = AccessTables.Functions.Single(function => function.Name == name).Rule;
        var (granted, refused) = (0, 0);
        foreach (var (relation, state) in Matters(name))
        {
            await HoldAsync(name, state);
            foreach (var role in Enum.GetValues<Role>())
            {
                var caller = Who(role, relation);
                var expected = (rule.Admits(caller) || rule.Audience == Audience.Anyone)
                    && rule.Needs.All(right => AccessTable.Grants(right, caller.Roles, relation, state));
                var actual = rule.Admits(caller) && await IsServedAsync(Calls[name], caller);
                Assert.True(expected == actual, $"{name}: {role} {relation} {state} got {actual}, the table says {expected}");
                if (expected) granted++;
                else refused++;
            }
        }

        Assert.True(granted > 0 && refused > 0, $"{name}: {granted} granted, {refused} refused");
    }

    [Fact]
    public async Task Application_WithoutTheNamesOfDocuments_ListsNone()
    {
        Assert.Contains(AccessTable.All, grant => grant.Rights.Contains(Right.Application));
        await HoldAsync("Applications_Get", MatterState.Open);

        var (_, body) = await CallAsync(Calls["Applications_Get"], Who(Role.Applicant, Relation.Own));

        Assert.Contains("plan.pdf", body, StringComparison.Ordinal);
        Assert.All(
            AccessTable.All.Where(grant => grant.Rights.Contains(Right.Application)), grant => Assert.Contains(Right.DocumentNames, grant.Rights));
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.DepartmentOfficer)]
    public async Task Colleague_OfTheApplicantsOrganisation_HasNoOtherRights(Role role)
    {
        await HoldAsync("Applications_Get", MatterState.Open);

        Assert.False(await IsServedAsync(Calls["Applications_Get"], Who(role, Relation.Own) with { Id = Asked }));
        Assert.True(await IsServedAsync(Calls["Applications_Get"], Who(Role.DepartmentOfficer, Relation.Asked)));
    }

    private static IEnumerable<(Relation Relation, MatterState State)> Matters(string function) => function.Split('_')[0] switch
    {
        "Organisations" or "Reports" =>
            [(Relation.Own, MatterState.Open), (Relation.Served, MatterState.Open), (Relation.None, MatterState.Open)],
        "Assignments" or "Inbox" => [(Relation.Asked, MatterState.Open), (Relation.WasAsked, MatterState.Open),
            (Relation.Scoring, MatterState.Open), (Relation.Blind, MatterState.Open), (Relation.None, MatterState.Open)],
        "Warnings" or "Alerts" => [(Relation.None, MatterState.Draft)],
        // An institution is asked by another question, which has no photos.
        "Photos" => from relation in Enum.GetValues<Relation>() where relation != Relation.Institution
                    from state in Enum.GetValues<MatterState>() select (relation, state),
        _ => from relation in Enum.GetValues<Relation>() from state in Enum.GetValues<MatterState>() select (relation, state),
    };

    private static Caller Who(Role role, Relation relation) => new(
        relation switch
        {
            Relation.Asked => Asked, Relation.WasAsked => WasAsked, Relation.Scoring => "scoring", Relation.Blind => "blind",
            Relation.Institution => "institution", Relation.Copied => "copied", _ =>
                "someone",
        },
        "Name", null, new HashSet<Role> { role },
        relation switch { Relation.Own => Code, Relation.Partner => CreditCode.Parse(MatterSamples.Partner), _ => null },
        relation == Relation.None ? "440304" : "440305", Language.English);

    private async Task HoldAsync(string function, MatterState state)
    {
        switch (function.Split('_')[0])
        {
            case "Organisations":
                await app.Store.PutAsync(OrganisationAggregate.Kind, Organisation, _ => Change.To(
                    new Organisation(Code, "中心", "440305", ["it"]), "test", new ReviewPut()), Cancellation);
                break;
            case "Reports":
                await app.Store.PutAsync(ReportAggregate.Kind, $"report-{Organisation}-2026-01", _ => Change.To(
                    MatterSamples.Report(Code), "test", new ReviewPut()), Cancellation);
                break;
            case "Warnings":
                await app.Store.PutAsync(WarningAggregate.Kind, ReviewSample.Id, _ => Change.To(
                    MatterSamples.WarningDraft(ReviewSample.Id), "test", new ReviewPut()), Cancellation);
                break;
            case "Alerts":
                await app.Store.PutAsync(AlertDraftAggregate.Kind, ReviewSample.Id, _ => Change.To(
                    MatterSamples.AlertDraft(ReviewSample.Id), "test", new ReviewPut()), Cancellation);
                break;
            case "Photos":
                await app.Store.PutAsync(MatterSamples.Review(Code, state, Asked, WasAsked));
                await app.Store.ChangeAsync(VisitAggregate.Kind, ReviewSample.Id, visit => Change.To(
                    MatterSamples.WithPhoto(visit, Photo), "test", new ReviewPut()), Cancellation);
                break;
            case "Appeals":
                await app.Store.PutAsync(MatterSamples.Review(Code, state, Asked, WasAsked));
                await app.Store.ChangeAsync(AppealAggregate.Kind, ReviewSample.Id, review => Change.To(
                    MatterSamples.WithAppeal(review), "test", new ReviewPut()), Cancellation);
                break;
            case "Records":
                await LogStore.SealAsync(new LogEntry(Topology.ApplicationsTable, ReviewSample.Id, 1, ""), Cancellation);
                goto default;
            case "Duplicates":
                await app.Store.PutAsync(MatterSamples.Review(Code, state, Asked, WasAsked));
                await app.Store.PutAsync(DuplicateAggregate.Kind, DuplicateAggregate.IdOf(ReviewSample.Id), _ => Change.To(
                    MatterSamples.Duplicates(ReviewSample.Id), "test", new ReviewPut()), Cancellation);
                break;
            default:
                await app.Store.PutAsync(MatterSamples.Review(Code, state, Asked, WasAsked));
                await app.Store.PutAsync(CopyAggregate.Kind, CopyAggregate.IdOf(ReviewSample.Id), _ => Change.To(
                    MatterSamples.Copies(ReviewSample.Id, "copied"), "test", new ReviewPut()), Cancellation);
                break;
        }
    }

    private string Mine(HttpRequest request)
    {
        var caller = request.HttpContext.Features.Get<Caller>()!.Id;
        var owner = caller is WasAsked or "scoring" or "blind" ? caller : Asked;
        var id = owner switch
        {
            WasAsked => ReviewSample.Assignment(1, stage: "District").Id,
            "scoring" => ReviewSample.Assignment(3).Id,
            "blind" => ReviewSample.Assignment(4).Id,
            _ => ReviewSample.Assignment(1).Id,
        };
        var token = app.Tokens.Mint(new CallbackToken("review", id, owner, "digest", app.Time.GetUtcNow().AddDays(1)));
        request.QueryString = new QueryString($"?token={token}");
        if (request.Method == "POST") request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($$"""{"token":"{{token}}","decision":"Approve"}"""));
        return id;
    }

    private string MineByForm(HttpRequest request)
    {
        var id = Mine(request);
        var fields = $"token={request.Query["token"]}&decision=Approve";
        request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(ShownForm.Send(request.HttpContext, fields)));
        return id;
    }

    private static async Task<bool> IsServedAsync(Func<HttpRequest, Task<IResult>> function, Caller caller)
    {
        try
        {
            await CallAsync(function, caller);
            return true;
        }
        catch (Exception exception) when (exception is ProblemException or RequestFailedException)
        {
            // Whatever else stops the call comes after the look at the caller.
            return exception is not ProblemException problem || !Refusals.Contains(problem.Type);
        }
    }

    private static Task<(HttpContext Http, string Body)> CallAsync(Func<HttpRequest, Task<IResult>> function, Caller caller) => MemoryApp.CallAsync(
        request =>
        {
            request.HttpContext.Features.Set(caller);
            return function(request);
        }, caller.Id, "{}");

    private DirectUploads Direct(bool isOffered) => new(
        Blobs(), new OpenUploadStore(SilentTables()), null!, Catalogue, Options.Create(new DocumentOptions { DirectUploads = isOffered }), app.Time);

    /// <summary>Whoever comes as far as the open uploads has passed the look at the caller.</summary>
    private static TableServiceClient SilentTables()
    {
        var table = new Mock<TableClient>();
        table.Setup(one => one.GetEntityIfExistsAsync<TableEntity>(
            It.IsAny<string>(), It.IsAny<string>(), It.IsAny<IEnumerable<string>>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new RequestFailedException(503, "reached"));
        return Mock.Of<TableServiceClient>(service => service.GetTableClient("Uploads") == table.Object);
    }

    private static BlobServiceClient Blobs()
    {
        var blob = new Mock<BlobClient>();
        blob.Setup(one => one.DownloadStreamingAsync(It.IsAny<BlobDownloadOptions>(), It.IsAny<CancellationToken>())).ThrowsAsync(new RequestFailedException(503, "reached"));
        blob.Setup(one => one.GetPropertiesAsync(It.IsAny<BlobRequestConditions>(), It.IsAny<CancellationToken>())).ThrowsAsync(
            new RequestFailedException(503, "reached"));
        var container = new Mock<BlobContainerClient>();
        container.Setup(one => one.GetBlobClient(It.IsAny<string>())).Returns(blob.Object);
        var service = new Mock<BlobServiceClient>();
        service.Setup(one => one.GetBlobContainerClient(It.IsAny<string>())).Returns(container.Object);
        return service.Object;
    }
}
