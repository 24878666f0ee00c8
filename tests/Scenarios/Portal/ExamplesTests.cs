using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Text;
using App.Tests.Deliveries;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Deliveries;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Panels.Plans;
using FunctionsApp.Panels;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform;
using FunctionsApp.PublicNotices;
using FunctionsApp.Records.Log;
using FunctionsApp.Referrals;
using FunctionsApp.Reviews;
using FunctionsApp.Selections;
using FunctionsApp.SiteVisits;
using FunctionsApp.Statistics.Releases;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;
using Play;
using Scenarios.Documents;

namespace Scenarios.Portal;

/// <summary>Every example of the API's description, sent to the running app, gets the documented success.</summary>
/// <remarks>With UPDATE_DOCS=1 the answers become the examples of the answers.</remarks>
public sealed class ExamplesTests(CityThatLetsFollow city) : IClassFixture<CityThatLetsFollow>
{
    private const string PlanId = "demonstration-institution-v2.Panel";
    private const string ExampleProof = "CfDJ8…";
    private const string ExampleEndpoint = "https://hooks.example.com/warnings";
    private const string Form = "application/x-www-form-urlencoded";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Example_OfEveryOperation_GetsTheDocumentedSuccess()
    {
        var operations = await OperationsAsync();
        await using var endpoint = await EndpointUnderTest.StartAsync();
        var places = await PlacesAsync();
        await AddWebhooksAsync(places, endpoint);
        Assert.Empty(operations.Keys.Except(places.Keys));

        var failed = new List<string>();
        foreach (var (id, place) in places)
        {
            var operation = operations[id];
            foreach (var media in operation.Media)
            {
                var there = await place(media);
                var answer = await SendAsync(operation, there, media);
                if (!operation.Succeeds((int)answer.Status)) failed.Add($"{id}, {media}: {(int)answer.Status} {answer.Body}");
                else if (media == operation.Media[0] && (int)answer.Status < 300) failed.AddRange(Compare(operation, answer));
                if (media == operation.Media[0]) failed.AddRange(await HonouredOtherwiseAsync(operation, there, media));
            }
        }

        Assert.True(failed.Count == 0, string.Join('\n', failed));
    }

    private async Task<IReadOnlyDictionary<string, DescribedOperation>> OperationsAsync() => DescribedOperation.AllOf(
        JsonNode.Parse((await city.Person(null).GetAsync("/api/openapi.json", Cancellation)).Expect(HttpStatusCode.OK).Body)!);

    /// <summary>The endpoint of the example answers no challenge; one of the test takes its place.</summary>
    private async Task AddWebhooksAsync(Dictionary<string, Func<string?, Task<Place>>> places, EndpointUnderTest endpoint)
    {
        var created = (await city.Person("lin").PostAsync(
            "/api/webhooks", new { url = endpoint.Url, sectors = new[] { "testing" }, warnings = "Blue" }, Cancellation))
            .Expect(HttpStatusCode.Created).Json.GetProperty("webhook").GetProperty("id").GetString()!;
        await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("examples-webhooks"));
        Add("Create", ("endpoint", $"{endpoint.Url}-example"));
        Add("List");
        Add("Get", ("id", created));
        Add("ChangeSecret", ("id", created));
        Add("ChangeStatus", ("id", created));
        var (paused, delivery) = await GiveUpAsync();
        Add("Resend", ("id", paused), ("delivery", delivery));

        void Add(string name, params (string Name, string Value)[] with) => places[$"Webhooks_{name}"] = _ => Task.FromResult(
            new Place("lin", with.ToDictionary(each => each.Name, each => each.Value)));
    }

    /// <summary>Message-ID of a letter to an officer.</summary>
    private string Bounced()
    {
        var letter = city.Mailbox.All().First(mail => mail.Id.StartsWith("assignment-opened", StringComparison.Ordinal)).Id;
        var sent = new Letter(letter, "assignment-opened", null, null, Language.Chinese, new Dictionary<string, string>());
        return $"{city.App.Services.GetRequiredService<LetterSeals>().Of(sent)}@example.com";
    }

    /// <summary>A delivery that was given up, of a webhook that is paused: its endpoint is not asked.</summary>
    private async Task<(string Webhook, string Delivery)> GiveUpAsync()
    {
        var (services, now) = (city.App.Services, city.Clock.GetUtcNow());
        var (owner, url) = (new WebhookOwner("lin", "lin@example.com", Language.Chinese), new Uri(ExampleEndpoint));
        var secret = services.GetRequiredService<WebhookSecrets>().Protect(WebhookSecrets.New());
        var (store, id) = (services.GetRequiredService<AggregateStore>(), Webhook.IdOf(owner.Id, url));
        await store.PutAsync(
            WebhookAggregate.Kind, id,
            current => RegisterWebhook.Decide(current, owner, url, new WebhookChoice(["it"], null, true, false), secret, now),
            Cancellation);
        await store.ChangeAsync(
            WebhookAggregate.Kind, id, current => UpdateWebhookStatus.Decide(current, WebhookStatus.Paused, now), Cancellation);
        return (id, await GivenUpUnderTest.AddAsync(services.GetRequiredService<LineStore>(), id, now, Cancellation));
    }

    /// <summary>Where each operation's example is sent: by whom, and about what.</summary>
    private async Task<Dictionary<string, Func<string?, Task<Place>>>> PlacesAsync()
    {
        var draft = await city.DraftAsync("Examples");
        var review = await city.SubmitAsync("Examples under review");
        var other = await city.SubmitAsync("Examples to withdraw");
        var third = await city.SubmitAsync("Examples to answer");
        var asked = Assert.Single(review.Asked("District"));
        var ofChen = await AskedAsync("chen");
        var decided = await DecidedAsync();
        var spare = await SpareAsync();
        await WithPlanAsync("Original plan", "");
        var copy = await WithPlanAsync("Copied plan", "其余部分另行说明。");
        var alert = (await city.Person("pan").PostAsync("/api/alerts", new
        {
            sectors = new[] { "it" }, title = WarningUnderTest.Text("展览会", "Fair"), text = WarningUnderTest.Text("三月。", "In March."), publishAt = "2026-03-21T09:00:00+08:00",
        }, Cancellation)).Expect(HttpStatusCode.Created).Json.GetProperty("id").GetString()!;
        Func<string?, Task<Place>> At(string? user, params (string, string)[] with) => _ => Task.FromResult(
            new Place(user, with.ToDictionary(each => each.Item1, each => each.Item2)));
        Func<string?, Task<Place>> Warning(string name) => async _ =>
            new Place(
                "pan", new Dictionary<string,
                string> { ["id"] = (await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal($"examples-{name}"))).Id });
        var notice = await OpenNoticeAsync();
        await OfferAppointmentAsync(review.Id);
        await ReferAsync(review.Id);
        await PlanAsync(review.Id);
        var guide = await GuideAsync("reputation-rating");
        var photos = await PhotosAsync();
        var published = (await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("examples"))).Id;
        var tasked = await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("examples-tasks"));
        var assigned = await city.Person("pan").PostAsync(
            $"{tasked.Address}/tasks", new { kind = "Acknowledge", organisations = new[] { "91440300MA5EXA1291" }, hours = 24 },
            Cancellation);
        var task = assigned.Expect(HttpStatusCode.Accepted).Json.GetProperty("tasks")[0].GetString()!;
        var sealedDay = BeijingTime.Day(city.Clock.GetUtcNow()).AddDays(1);
        await city.App.Services.GetRequiredService<SealRecords>().RunAsync(sealedDay, Cancellation);
        var sealedSize = (await city.App.Services.GetRequiredService<LogStore>().ReadAsync(Cancellation)).Size;
        var activated = new Lazy<Task>(() => RuleUnderTest.ActivateAsync(city, "orders-falling"));
        Func<string?, Task<Place>> Rule(string user) => async _ =>
        {
            await activated.Value;
            return new Place(user, new Dictionary<string, string> { ["id"] = "orders-falling" });
        };
        // Last-Modified is given once its second is over.
        await city.PassAsync(TimeSpan.FromSeconds(2));

        var places = new Dictionary<string, Func<string?, Task<Place>>>
        {
            ["Operations_Calendar"] = At("admin"),
            ["Bounces_Receive"] = At("admin", ("token", Bounced())),
            ["Bounces_List"] = At("audit"),
            ["Deliveries_List"] = At("audit"),
            ["Deliveries_Resend"] = At("admin"),
            ["DeadLetters_Count"] = At("admin"),
            ["DeadLetters_List"] = At("audit", ("entity", "facts/alerts")),
            ["DeadLetters_Send"] = At("admin"),
            ["Retention_Report"] = At("audit"),
            ["Oversight_Reviews"] = At("admin"),
            ["People_List"] = At("admin"),
            ["People_Export"] = At("admin", ("format", "csv")),
            ["People_Import"] = At("admin", ("dryRun", "true")),
            ["People_Put"] = At("admin", ("id", "examples-expert")),
            ["People_Get"] = At("admin", ("id", "examples-expert")),
            ["People_Leave"] = At("admin", ("id", "examples-expert")),
            ["Health_Live"] = At(null),
            ["Health_Ready"] = At(null),
            ["OpenApi_Get"] = At(null),
            ["Definitions_Schema"] = At(null),
            ["Problems_List"] = At(null),
            ["Problems_Get"] = At(null, ("slug", "not-found")),
            ["Sectors_List"] = At(null),
            ["Districts_List"] = At(null),
            ["Programmes_List"] = At(null),
            ["Programmes_Get"] = At(null, ("programme", ApplicationUnderTest.SpecialFund)),
            ["Guides_Facts"] = At("audit", ("programme", ApplicationUnderTest.SpecialFund), ("version", "1")),
            ["Selections_List"] = At("audit"),
            ["Selections_Get"] = At("audit", ("id", await SelectionAsync("Read"))),
            ["Selections_Export"] = At("audit", ("id", await SelectionAsync("Export")), ("format", "csv")),
            ["Selections_Close"] = At("huang", ("id", await SelectionAsync("Close", isDecided: false))),
            ["Selections_Promote"] = At("huang", ("id", await SelectionAsync("Promote"))),
            ["Selections_EndReserve"] = At("huang", ("id", await SelectionAsync("End"))),
            ["Guides_Create"] = At("admin"),
            ["Guides_List"] = At(null),
            ["Guides_Get"] = At(null, ("id", guide)),
            ["Guides_Update"] = At("admin", ("id", await GuideAsync("award", isPublished: false))),
            ["Guides_Publish"] = At("admin", ("id", await GuideAsync("alliance", isPublished: false))),
            ["Guides_Withdraw"] = At("admin", ("id", await GuideAsync("talent-recognition"))),
            ["Guides_Extend"] = At("admin", ("id", guide)),
            ["Guides_Record"] = At("audit", ("id", guide)),
            ["Organisations_Put"] = At("lin", ("code", city.App.DevUsers["lin"].Organisation!)),
            ["Organisations_Get"] = At("lin", ("code", city.App.DevUsers["lin"].Organisation!)),
            ["Organisations_Facts"] = At("lin", ("code", city.App.DevUsers["lin"].Organisation!)),
            ["Organisations_People"] = At("lin", ("code", city.App.DevUsers["lin"].Organisation!)),
            ["Organisations_NamePerson"] = At("xu", ("code", city.App.DevUsers["lin"].Organisation!), ("id", "examples-agent")),
            ["Organisations_TakeOffPerson"] = At("xu", ("code", city.App.DevUsers["lin"].Organisation!), ("id", "examples-agent")),
            ["Indicators_List"] = At(null),
            ["Reports_Put"] = At("lin", ("period", "2026-02")),
            ["Reports_Upload"] = At("lin", ("period", "2026-01"), ("fileName", "report.csv")),
            ["Reports_Explain"] = _ => ToExplainAsync(),
            ["Reports_Marked"] = At("lin", ("period", "2025-12"), ("version", "1")),
            ["Reports_Coverage"] = At("audit", ("period", "2026-02")),
            ["WhitePapers_Get"] = async _ =>
            {
                await PublishedPaper.AddAsync(city.App.Services, "2025-Q4", city.Clock.GetUtcNow(), Cancellation);
                return new Place(null, new Dictionary<string, string> { ["period"] = "2025-Q4" });
            },
            ["WhitePapers_List"] = At(null),
            ["Releases_List"] = At(null),
            ["Releases_Calendar"] = At(null),
            ["Statistics_Get"] = async _ =>
            {
                await city.App.Services.GetRequiredService<ReleaseDesk>().ReleaseAsync(
                    ReleasePeriod.Find("2025-12")!.Value, city.Clock.GetUtcNow(), Cancellation);
                return new Place(null, new Dictionary<string, string> { ["period"] = "2025-12" });
            },
            ["Statistics_Export"] = At(null, ("period", "2025-12"), ("format", "csv")),
            ["Results_Export"] = At("audit", ("programme", "special-fund-rd"), ("year", "2026"), ("format", "csv")),
            ["Reports_List"] = At("lin"),
            ["Reports_Get"] = At("lin", ("period", "2026-02")),
            ["Reports_Accepted"] = At("audit", ("period", "2026-02")),
            ["Reports_GetAccepted"] = At("audit", ("organisation", city.App.DevUsers["lin"].Organisation!), ("period", "2026-02")),
            ["Reports_Facts"] = At("audit", ("organisation", city.App.DevUsers["lin"].Organisation!), ("period", "2026-02")),
            ["Applications_Create"] = At("lin"),
            // How many applications it takes until a person is asked, each run decides: all of them are on this page.
            ["Applications_List"] = At("lin", ("limit", "100")),
            ["Applications_Get"] = At("lin", ("id", draft.Id)),
            ["Applications_Facts"] = At("lin", ("id", review.Id)),
            ["Applications_Dossier"] = At("lin", ("id", draft.Id)),
            ["Records_Proof"] = At("lin", ("id", review.Id)),
            ["Records_Checkpoint"] = At(null),
            ["Records_CheckpointOfDay"] = At(null, ("day", sealedDay.ToString("O", CultureInfo.InvariantCulture))),
            ["Records_Key"] = At(null),
            ["Records_Tile"] = At(null, ("level", "0"), ("place", LogTile.Open(sealedSize)[0].Name["tile/0/".Length..])),
            ["Panels_Get"] = At("audit", ("id", review.Id)),
            ["Panels_Conflicts"] = At("audit", ("id", review.Id)),
            ["PanelPlans_List"] = At("huang"),
            ["PanelPlans_Get"] = At("huang", ("id", PlanId)),
            ["PanelPlans_Propose"] = At("huang", ("id", "alliance-v1.Panel")),
            ["PanelPlans_Change"] = At("huang", ("id", PlanId), ("application", review.Id)),
            ["PanelPlans_Deploy"] = At("huang", ("id", PlanId)),
            ["Appointments_Get"] = At("lin", ("id", review.Id)),
            ["Appointments_Calendar"] = At("lin", ("id", review.Id)),
            ["Appointments_Answer"] = At("lin", ("id", review.Id)),
            ["Referrals_List"] = At("lin", ("id", review.Id)),
            ["Duplicates_Get"] = At("audit", ("id", copy.Id)),
            ["Duplicates_Passages"] = At("audit", ("id", copy.Id), ("number", await AlikeTextAsync(copy))),
            ["Forms_Get"] = At("lin", ("id", draft.Id)),
            ["Forms_Save"] = At("lin", ("id", draft.Id)),
            ["Promises_Put"] = At("lin", ("id", (await city.DraftAsync("Examples to follow")).Id), ("type", "budget")),
            ["Documents_Upload"] = At("lin", ("id", draft.Id), ("type", "work-plan"), ("fileName", "plan.docx")),
            ["Uploads_Open"] = At("lin", ("id", draft.Id), ("type", "work-plan")),
            ["Uploads_Get"] = At("lin", Names(await OpenedAsync(draft))),
            ["Uploads_Complete"] = At("lin", Names(await SentAsync(draft))),
            ["Uploads_Cancel"] = At("lin", Names(await OpenedAsync(draft))),
            ["Documents_Download"] = At("audit", ("id", review.Id), ("type", "work-plan")),
            ["Documents_Readings"] = At("audit", ("id", review.Id)),
            ["Retention_Hold"] = At("admin", ("id", review.Id)),
            ["Retention_Get"] = At("audit", ("id", review.Id)),
            ["Retention_Lift"] = At("admin", ("id", review.Id)),
            ["Assignments_List"] = At(asked.User),
            ["Assignments_Show"] = At(asked.User, ("id", IdOf(asked.Mail)), ("token", asked.Mail.Token!)),
            ["Assignments_TakeOff"] = At("admin", ("id", spare)),
            ["Assignments_TakeBack"] = At(decided.User, ("id", IdOf(decided.Mail))),
            ["Assignments_Asked"] = At("admin", ("id", ofChen)),
            ["Assignments_Remind"] = At("admin", ("id", ofChen)),
            ["Assignments_Receivers"] = At("chen", ("id", ofChen)),
            ["Copies_List"] = At("chen", ("id", ApplicationOf(ofChen))),
            ["Copies_Send"] = At("chen", ("id", ApplicationOf(ofChen))),
            ["Copies_Mine"] = At("wu"),
            ["Copies_Read"] = At("wu", ("matter", ApplicationOf(ofChen))),
            ["Assignments_Signers"] = At("chen", ("id", await AskedAsync("chen"))),
            ["Assignments_AddSigner"] = At("chen", ("id", await AskedAsync("chen"))),
            ["Assignments_HandOver"] = At("chen", ("id", ofChen)),
            ["Assignments_Answer"] = media =>
            {
                var (mail, user) = media == "application/json" ? asked : Assert.Single(third.Asked("District"));
                return Task.FromResult(new Place(user, new Dictionary<string, string> { ["id"] = IdOf(mail), ["token"] = mail.Token! }));
            },
            ["Photos_Attach"] = At(photos.Officer, ("id", photos.Assignment), ("fileName", "gate.png")),
            ["Photos_Remove"] = At(photos.Officer, ("id", photos.Assignment), ("photo", photos.Removed)),
            ["Photos_List"] = At("audit", ("id", photos.Application)),
            ["Photos_Read"] = At("audit", ("id", photos.Application), ("photo", photos.Read)),
            ["Subscriptions_Request"] = At(null),
            ["Subscriptions_OneClick"] = await SubscribedAsync(),
            ["Appeals_Submit"] = At("lin", ("id", (await RejectedAsync("Examples to appeal")).Id)),
            ["Appeals_Get"] = At("audit", ("id", (await AppealedAsync()).Id)),
            ["Applications_Submit"] = At("lin", ("id", (await CompleteAsync("Examples to submit")).Id)),
            ["Applications_Withdraw"] = At("lin", ("id", other.Id)),
            ["Applications_Extend"] = At("lin", ("id", (await ReturnedAsync()).Id)),
            ["Applications_Recall"] = At("lin", ("id", draft.Id)),
            ["Signals_Post"] = At("pan"),
            ["Warnings_List"] = At(null),
            ["Warnings_Feed"] = At(null),
            ["Warnings_Figures"] = At(null),
            ["Warnings_Get"] = At(null, ("id", published)),
            ["Warnings_Cap"] = At(null, ("id", published)),
            ["Warnings_Calendar"] = At(null),
            ["Warnings_National"] = At(null, ("id", published)),
            ["Warnings_CheckCap"] = At(null),
            ["Warnings_Facts"] = At("audit", ("id", published)),
            ["Warnings_Escalate"] = Warning("escalate"),
            ["Warnings_Update"] = Warning("update"),
            ["Warnings_Cancel"] = Warning("cancel"),
            ["WarningTasks_List"] = At("audit", ("id", tasked.Id)),
            ["WarningTasks_Assign"] = At("pan", ("id", published)),
            ["WarningTasks_Withdraw"] = At("pan", ("id", tasked.Id), ("task", task)),
            ["Notices_List"] = At(null),
            ["Notices_Feed"] = At(null),
            ["Notices_Get"] = At(null, ("id", notice)),
            ["Notices_Object"] = At("zhao", ("id", notice)),
            ["Alerts_Create"] = At("pan"),
            ["Alerts_GetDraft"] = At("pan", ("id", alert)),
            ["Alerts_Withdraw"] = At("pan", ("id", alert)),
            ["Alerts_List"] = At(null, ("sector", "testing")),
            ["Alerts_Feed"] = At(null, ("sector", "testing")),
            // Last: what waits for its next try, or as an active rule for its next look, lets the idle clock jump, days in this test.
            ["WhitePapers_Reopen"] = async _ =>
            {
                await PublishedPaper.AddRejectedAsync(city.App.Services, "2025-Q3", city.Clock.GetUtcNow(), Cancellation);
                return new Place("pan", new Dictionary<string, string> { ["period"] = "2025-Q3" });
            },
            ["Rules_List"] = Rule("audit"),
            ["Rules_Get"] = Rule("audit"),
            ["Rules_Facts"] = Rule("audit"),
            ["Rules_Test"] = Rule("pan"),
            ["Rules_Activate"] = At("admin", ("id", "exports-falling")),
        };

        // A list begins with these two, whatever the others' ids are.
        await city.PassAsync(TimeSpan.FromSeconds(2));
        for (var i = 0; i < 2; i++) await city.DraftAsync($"Examples on the list {i}");
        return places;
    }

    /// <summary>
    /// The headers that the operation honours and does not name, or names and does not honour; each is sent with the example again.
    /// </summary>
    private async Task<IReadOnlyList<string>> HonouredOtherwiseAsync(DescribedOperation operation, Place place, string? media)
    {
        var (found, named) = (new List<string>(), operation.Parameters("header").ToHashSet());
        foreach (var sent in SentHeader.To(operation.Method, city.Clock.GetUtcNow()).Where(
            sent => sent.With is not { } needed || named.Contains(needed.Name)))
        {
            var answer = await SendAsync(operation, place, media, [.. sent.Headers]);
            var isNamed = named.Contains(sent.Name);
            if (sent.IsHonoured(answer) != isNamed) found.Add(
                $"{operation.Id}, {sent.Name}, named: {isNamed}, answered: {(int)answer.Status} {answer.Problem}");
            if (isNamed && !operation.Answers((int)answer.Status)) found.Add(
                $"{operation.Id} does not name {(int)answer.Status} of {sent.Name}");
        }

        return found;
    }

    private async Task<string> GuideAsync(string programme, bool isPublished = true)
    {
        var body = new { programme, version = 1, year = 2027, opens = "2027-03-01", closes = "2027-04-30", sectors = new[] { "testing" } };
        var drafted = (await city.Person("admin").PostAsync("/api/guides", body, Cancellation)).Expect(HttpStatusCode.Created);
        var id = drafted.Json.GetProperty("id").GetString()!;
        if (isPublished) (await city.Person("admin").PostAsync($"/api/guides/{id}/publish", null, Cancellation)).Expect(HttpStatusCode.OK);
        return id;
    }

    /// <summary>Put into the store: no programme that is shipped has a public notice yet.</summary>
    private async Task<string> OpenNoticeAsync()
    {
        var (stage, now) = (new StageRequest("e0000000000000000001", "PublicNotice", 0), city.Clock.GetUtcNow());
        var notice = new PublicNotice
        {
            Id = PublicNotice.IdOf(stage),
            Stage = stage,
            Content = new NoticeContent(
                stage.ApplicationId, ApplicationUnderTest.Demonstration, new("示范机构认定", "Recognition of demonstration institutions"),
                "南山光电检测中心", "光电检验检测公共服务平台", "testing", null),
            Span = new NoticeSpan(now, 5, 5, WorkingCalendar.Official.Due(now, 5)),
            Examiners = new NoticeExaminers(Role.DepartmentOfficer, 2, "440305", city.App.DevUsers["lin"].Organisation!, ["lin"]),
        };
        var store = city.App.Services.GetRequiredService<AggregateStore>();
        await store.PutAsync(NoticeAggregate.Kind, notice.Id, current => OpenNotice.Decide(current, notice), Cancellation);
        return notice.Id;
    }

    /// <summary>Put into the store: no programme that is shipped assigns its panels together yet.</summary>
    private async Task PlanAsync(string id)
    {
        var now = city.Clock.GetUtcNow();
        var waiting = new WaitingPanel(
            id, "Panel", 0, "光电检验检测公共服务平台", "testing", city.App.DevUsers["lin"].Organisation!, "440305", Language.Chinese,
            ApplicantTies.None, [], now.AddDays(14));
        await city.App.Services.GetRequiredService<Lists>().UpdateAsync(
            new LineSubject("of no aggregate", id), [PanelPlanIndex.Waiting.Line(PlanId, id, waiting)], [], Cancellation);
        var plan = new PanelPlan(
            PlanId, PlanState.Proposed, 1, now, null, [new PlannedPanel(id, "光电检验检测公共服务平台", ["luo", "su", "tan", "xie", "yu"])]);
        await city.App.Services.GetRequiredService<AggregateStore>().PutAsync(
            PanelPlanAggregate.Kind, PlanId, _ => Change.To(plan, "test", new PanelsProposed(1, 1, 0)), Cancellation);
    }

    /// <summary>Put into the store: no guide of a programme with a selection is closed then.</summary>
    private async Task<string> SelectionAsync(string name, bool isDecided = true)
    {
        var (now, call) = (city.Clock.GetUtcNow(), new SelectionCall(ApplicationUnderTest.SpecialFund, 3, null, "Selection"));
        var id = Ids.From("examples", name);
        Candidate Candidate(int number, decimal score, string title) => new()
        {
            Application = $"e000000000000000000{number}", Batch = 1, Round = 0, Title = title,
            Organisation = city.App.DevUsers["zhao"].Organisation ?? "91440300MA5EXA1291", Name = "南山光电检测中心", Score = score,
            Requested = 1_200_000, SubmittedAt = now, Projects = [Ids.From("examples", name, $"{number}")], EnteredAt = now,
        };
        Placing Placing(int number, PlacingOutcome outcome) => new($"e000000000000000000{number}", 1, number, number == 1 ? 1_200_000 : null)
        {
            Outcome = outcome, Amount = outcome == PlacingOutcome.Selected ? 1_200_000 : 0, ChangedAt = now,
            Reason = outcome == PlacingOutcome.Reserve ? "名额有限，列入备选。" : null,
            Until = outcome == PlacingOutcome.Reserve ? now.AddDays(90) : null,
        };
        var batch = isDecided ? new SelectionBatch(1, now)
        {
            Entry = new EntryClosing("PlanSelectionActivity", null, now),
            Decision = new SelectionDecision("huang", $"selection.{id}.Batch1.0.1", "", "", now),
        } : new SelectionBatch(1, now);
        var state = new SelectionState(
            new SelectionRound(id, call, 5_000_000, null, [batch]),
            [Candidate(1, 88.5m, "光电检验检测公共服务平台"), Candidate(2, 81, "海洋检测数据平台")],
            isDecided ? [Placing(1, PlacingOutcome.Selected), Placing(2, PlacingOutcome.Reserve)] : [], []);
        var store = city.App.Services.GetRequiredService<AggregateStore>();
        await store.PutAsync(
            SelectionAggregate.Kind, id, _ => Change.To(state, "test", new CandidateEntered("e0000000000000000001", 1, false)), Cancellation);
        return id;
    }

    /// <summary>Put into the store: no programme that takes applications then has a site visit.</summary>
    private async Task OfferAppointmentAsync(string id)
    {
        var begins = city.Clock.GetUtcNow().AddDays(7);
        var appointment = new Appointment
        {
            Stage = "SiteVisit", Round = 0, Number = 1, Assignment = $"appointment.{id}.SiteVisit.0.1", Officer = "huang",
            Terms = new AppointmentTerms(begins, begins.AddHours(2), "科技园科苑路 1 号", null, ["luo"], "场地证明原件"),
            AnswerBy = begins.AddDays(-1), ChangedAt = city.Clock.GetUtcNow(),
        };
        await city.App.Services.GetRequiredService<AggregateStore>().ChangeAsync(
            VisitAggregate.Kind, id, state => Change.To(state.With(appointment), "test", new AppointmentOffered(
                "SiteVisit", 0, 1, 0, begins, begins.AddHours(2))), Cancellation);
    }

    /// <summary>An officer who is asked to report, with two photos.</summary>
    /// <remarks>The question is put into the store: its day would be in a week.</remarks>
    private async Task<(string Application, string Officer, string Assignment, string Read, string Removed)> PhotosAsync()
    {
        var application = await city.SubmitToVisitAsync("Examples of photos");
        await OfferAppointmentAsync(application.Id);
        var stored = await city.App.Services.GetRequiredService<AggregateStore>().ChangeAsync(
            VisitAggregate.Kind, application.Id, state => Change.To(state with
            {
                Review = state.Review with
                {
                    Assignments =
                    [
                        .. state.Review.Assignments.Select(each => each.State != AssignmentState.Open ? each
                            : each with { Ask = each.Ask with { Kind = VisitTimes.Reporting } }),
                    ],
                },
            }, "test", new AppointmentConfirmed("SiteVisit", 0, 1, BySilence: false)), Cancellation);
        var asked = stored.State.Review.Assignments.First(each => each.State == AssignmentState.Open);
        var ids = new List<string>();
        foreach (var last in new byte[] { 1, 2 })
        {
            var content = new ByteArrayContent([.. DemoFiles.Png(), last]) { Headers = { ContentType = new("application/octet-stream") } };
            var answer = await city.Person(asked.Assignee).PutAsync(
                $"/api/assignments/{asked.Id}/photos?fileName=gate-{last}.png", content, Cancellation);
            ids.Add(answer.Expect(HttpStatusCode.Accepted).Json.GetProperty("id").GetString()!);
            await city.SettleAsync();
        }

        return (application.Id, asked.Assignee, asked.Id, ids[0], ids[1]);
    }

    private async Task<Func<string?, Task<Place>>> SubscribedAsync()
    {
        const string address = "examples@example.com";
        var body = new { address, sectors = new[] { "it" }, alerts = "Never", language = "English" };
        (await city.Person(null).PostAsync("/api/subscriptions", body, Cancellation)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        var link = city.Mailbox.All().Single(mail => mail.To == address).Link!;
        using var browser = BrowserForms.Anonymous(city.App.BaseAddress);
        await (await PageForm.OpenAsync(browser, link.PathAndQuery, null)).SendAsync();
        // Asked once more, it gets the link of its page.
        (await city.Person(null).PostAsync("/api/subscriptions", body, Cancellation)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        var mail = city.Mailbox.All().Single(mail => mail.To == address && mail.Id.StartsWith("subscription-exists", StringComparison.Ordinal));
        return _ => Task.FromResult(
            new Place(null, new Dictionary<string, string> { ["id"] = mail.Link!.Segments[^1], ["token"] = mail.Token }));
    }

    private async Task<ApplicationUnderTest> RejectedAsync(string title)
    {
        var application = await city.SubmitAsync(title);
        await application.DecideAsync("District", "Reject", "The market is not shown.");
        return application;
    }

    private async Task<ApplicationUnderTest> AppealedAsync()
    {
        var application = await RejectedAsync("Examples of an appeal");
        (await city.Person("lin").PostAsync(
            $"{application.Address}/appeal", new { statement = "附件三列明了三份采购意向书。" }, Cancellation)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        return application;
    }

    private async Task<ApplicationUnderTest> ReturnedAsync()
    {
        var application = await city.SubmitAsync("Examples to extend");
        await application.ReturnAsync("District", "budget", "Sums.");
        return application;
    }

    private async Task ReferAsync(string id)
    {
        var referral = new Referral("Referral", 0, "91440300MA5REF016D", ReferralState.Interested, city.Clock.GetUtcNow())
        {
            Reply = new ReferralReply("三年期信用贷款，可先行面谈。", 3_000_000m, 4.35m),
        };
        await city.App.Services.GetRequiredService<AggregateStore>().ChangeAsync(
            ReferralAggregate.Kind, id, state => Change.To(
                state with { Referrals = [.. state.Referrals, referral] }, "test", new InstitutionsSilent("Referral", 0, [], [])),
            Cancellation);
    }

    /// <summary>A complete draft that did not submit itself: the replacement of one of its documents was rejected.</summary>
    private async Task<ApplicationUnderTest> CompleteAsync(string title)
    {
        const string replaced = "application-form";
        var application = await city.DraftAsync(title);
        var form = DemoFiles.Pdf("Application form");
        foreach (var content in new[] { form, form[..^200] })
        {
            await application.UploadAsync(replaced, "form.pdf", Media.Pdf, content);
            await city.SettleAsync();
        }

        await application.UploadAllAsync(replaced);
        await city.SettleAsync();
        Assert.Equal("Draft", await application.StatusAsync());
        return application;
    }

    /// <summary>Submitted, with a plan that is long enough to be compared.</summary>
    private async Task<ApplicationUnderTest> WithPlanAsync(string title, string more)
    {
        const string plan = "本项目建设光电器件可靠性检测平台，配置加速老化、热冲击与光谱测试设备。第一阶段完成场地改造和设备选型，第二阶段完成方法开发与能力验证，"
            + "第三阶段面向全市中小企业开放共享，并参与两项行业标准的研制。";
        var application = await city.DraftAsync(title);
        await application.UploadAsync("work-plan", "plan.docx", Media.Docx, DemoFiles.Docx("工作计划", plan, more));
        await city.SettleAsync();
        await application.UploadAllAsync("work-plan");
        await city.SettleAsync();
        return application;
    }

    /// <summary>Of a stage that asks two and needs one.</summary>
    private async Task<string> SpareAsync()
    {
        var application = await city.SubmitAsync("Examples to take off", programme: ApplicationUnderTest.Demonstration);
        await application.DecideAsync("Completeness", "Approve");
        await application.DecideAsync("District", "Approve");
        return IdOf(application.Asked("Department")[0].Mail);
    }

    /// <summary>The decision of one officer in a stage that waits for another's.</summary>
    private async Task<(Mail Mail, string User)> DecidedAsync()
    {
        var application = await city.SubmitAsync("Examples to take back");
        await application.DecideAsync("District", "Approve");
        var asked = application.Asked("Department")[0];
        (await application.TryDecideAsync(asked.Mail, asked.User, "Approve")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        return asked;
    }

    /// <summary>Of an application about which this officer is asked, and not the other one of the district.</summary>
    private static string ApplicationOf(string assignment) => assignment.Split('.')[1];

    private async Task<string> AskedAsync(string officer)
    {
        while (true)
        {
            var application = await city.SubmitAsync($"Examples for {officer}");
            if (Assert.Single(application.Asked("District")) is var (mail, user) && user == officer) return IdOf(mail);
        }
    }

    private Task<OpenedUpload> OpenedAsync(ApplicationUnderTest application) =>
        OpenedUpload.OpenAsync(city, application, DemoFiles.Pdf("Application form"));

    private async Task<OpenedUpload> SentAsync(ApplicationUnderTest application)
    {
        var upload = await OpenedAsync(application);
        await upload.SendAllAsync();
        return upload;
    }

    private static (string, string)[] Names(OpenedUpload upload) =>
        [("id", upload.Application), ("type", OpenedUpload.Form), ("uploadId", upload.Id)];

    private async Task<string> AlikeTextAsync(ApplicationUnderTest application)
    {
        var report = (await city.Person("audit").GetAsync($"{application.Address}/duplicates", Cancellation)).Expect(HttpStatusCode.OK).Json;
        return report.GetProperty("found").EnumerateArray()
            .First(each => each.GetProperty("duplicate").GetProperty("likeness").GetString() == "SimilarText").GetProperty("number").GetString()!;
    }

    private async Task<Answer> SendAsync(
        DescribedOperation operation, Place place, string? media, params (string Name, string Value)[] headers)
    {
        var path = Regex.Replace(operation.Path, @"\{(\w+)\}", match => Uri.EscapeDataString(place.With[match.Groups[1].Value]));
        var query = string.Join(
            '&', operation.Query.Where(place.With.ContainsKey).Select(name => $"{name}={Uri.EscapeDataString(place.With[name])}"));
        var request = new HttpRequestMessage(new HttpMethod(operation.Method.ToUpperInvariant()), $"{path}?{query}");
        if (operation.Method != "get") request.Headers.TryAddWithoutValidation(
            "Origin", city.App.BaseAddress.GetLeftPart(UriPartial.Authority));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        // A form in order is answered with the address of the page, which is not followed.
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = city.App.BaseAddress };
        if (place.User is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Dev {place.User}");
        var page = media == Form ? await PageAsync(client, path, place) : "";
        var token = place.With.GetValueOrDefault("token");
        if (media is not null) request.Content = Content(
            media, operation.Example(media), token, Hidden(page, "proof"), place.With.GetValueOrDefault("endpoint"));
        using var response = await client.SendAsync(request, Cancellation);
        var answer = new Answer(
            response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation), response.Content.Headers.ContentType?.MediaType,
            null, null);
        await city.SettleAsync();
        return answer;
    }

    private static async Task<string> PageAsync(HttpClient client, string path, Place place)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, place.With.TryGetValue("token", out var token) ? $"{path}?token={token}" : path) { Headers = { { "Accept", "text/html" } } };
        using var page = await client.SendAsync(request, Cancellation);
        return await page.Content.ReadAsStringAsync(Cancellation);
    }

    private static string Hidden(string page, string name) =>
        WebUtility.HtmlDecode(Regex.Match(page, $"name=\"{name}\" value=\"([^\"]+)\"").Groups[1].Value);

    private static HttpContent Content(string media, JsonNode example, string? token, string proof, string? endpoint)
    {
        string Real(string text) => (token is null ? text : text.Replace(ExampleAnswer.Token, token, StringComparison.Ordinal))
            .Replace(ExampleProof, proof, StringComparison.Ordinal)
            .Replace(ExampleEndpoint, endpoint ?? ExampleEndpoint, StringComparison.Ordinal);
        return media switch
        {
            "application/json" => new StringContent(Real(example.ToJsonString()), Encoding.UTF8, media),
            Form => new FormUrlEncodedContent(
                example.AsObject().Select(field => KeyValuePair.Create(field.Key, Real((string)field.Value!)))),
            // JSON cannot write a PDF, or a picture.
            "application/octet-stream" when ((string)example!).StartsWith("%PNG", StringComparison.Ordinal) =>
                new ByteArrayContent([.. DemoFiles.Png(), 3]) { Headers = { ContentType = new(media) } },
            "application/octet-stream" when !((string)example!).StartsWith('%') => new StringContent((string)example!, Encoding.UTF8, media),
            "application/octet-stream" => new ByteArrayContent(DemoFiles.Docx("工作计划", "第一期：十二个月。")) { Headers = { ContentType = new(media) } },
            // Without a head of its own, the body's boundary is in the type alone.
            "multipart/report" => new StringContent(Real((string)example!), Encoding.UTF8)
            {
                Headers = { ContentType = MediaTypeHeaderValue.Parse($"{media}; boundary={((string)example!).Split("\r\n")[0][2..]}") },
            },
            _ => new StringContent(Real((string)example!), Encoding.UTF8, media),
        };
    }

    /// <summary>Where the example of the answer differs; or makes the answer the example.</summary>
    /// <summary>A file whose figure jumps against the month before.</summary>
    private async Task<Place> ToExplainAsync()
    {
        foreach (var (period, value) in new[] { ("2025-11", 100), ("2025-12", 500) })
        {
            var file = $"organisation,period,indicator,sector,district,unit,value\n{city.App.DevUsers["lin"].Organisation},{period},revenue,testing,440305,万元,{value}\n";
            (await city.Person("lin").SendAsync(
                new HttpRequestMessage(HttpMethod.Post, $"/api/statistics/reports/{period}/file?fileName=report.csv")
                {
                    Content = new StringContent(file),
                }, Cancellation)).Expect(HttpStatusCode.Accepted);
            await city.SettleAsync();
        }

        return new Place("lin", new Dictionary<string, string> { ["period"] = "2025-12" });
    }

    private static IReadOnlyList<string> Compare(DescribedOperation operation, Answer answer)
    {
        // No programme that is shipped has a panel yet: here the answer is the empty list. Hashes are no text.
        if (operation.ResponseMedia is null || operation.Id is "Panels_Get" or "Panels_Conflicts" or "Records_Tile") return [];
        var actual = ExampleAnswer.Of(operation, answer.Body);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") != "1") return ExampleAnswer.Differences(operation, actual);
        ExampleAnswer.Record(operation, actual);
        return [];
    }

    private static string IdOf(Mail mail) => Uri.UnescapeDataString(mail.Link!.Segments[^2].TrimEnd('/'));

    /// <param name="With">Values of the parameters.</param>
    private sealed record Place(string? User, IReadOnlyDictionary<string, string> With);
}
