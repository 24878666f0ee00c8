using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using App.Tests.Deliveries;
using FunctionsApp.City;
using FunctionsApp.Deliveries;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Selections;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Subscriptions;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;
using Play;

namespace Portal.Tests.Site;

/// <summary>A city with something to see on every page.</summary>
public sealed class FilledCity : IAsyncDisposable
{
    /// <summary>A month that is reported.</summary>
    public const string Period = "2026-02";

    /// <summary>A month whose statistics are out.</summary>
    public const string Published = "2026-01";

    /// <summary>A quarter whose white paper is published.</summary>
    public const string Paper = "2025-Q4";

    private readonly CityWithPanel city = new(
        "", 5, JointProgramme.File, ($"{CityWithReferrals.Programme}.v1.json", CityWithReferrals.Definition));

    private FilledCity()
    {
    }

    public Uri Address => city.App.BaseAddress;

    /// <summary>With half of its answers and one document.</summary>
    public ApplicationUnderTest Draft { get; private set; } = null!;

    /// <summary>The district is asked.</summary>
    public ApplicationUnderTest Reviewed { get; private set; } = null!;

    /// <summary>For a document and a field.</summary>
    public ApplicationUnderTest Returned { get; private set; } = null!;

    /// <summary>Its applicant may appeal.</summary>
    public ApplicationUnderTest Rejected { get; private set; } = null!;

    /// <summary>Its appeal is examined.</summary>
    public ApplicationUnderTest Appealed { get; private set; } = null!;

    /// <summary>The mailed link by which the appeal is examined.</summary>
    public (string User, string Path) Examination { get; private set; }

    public ApplicationUnderTest Approved { get; private set; } = null!;

    /// <summary>Its plan is that of an earlier application, but for some words.</summary>
    public ApplicationUnderTest Copied { get; private set; } = null!;

    /// <summary>Id of a warning that was raised once.</summary>
    public string Warning { get; private set; } = "";

    /// <summary>Code of one that is registered.</summary>
    public string Organisation => city.App.DevUsers["lin"].Organisation!;

    /// <summary>Id of a public notice that is open.</summary>
    public string Notice { get; private set; } = "";

    /// <summary>The mailed link by which an objection is examined.</summary>
    public (string User, string Path) Objection { get; private set; }

    /// <summary>Id of an alert that waits for its approval.</summary>
    public string AlertDraft { get; private set; } = "";

    /// <summary>Id of a yearly guide that is published and has not opened.</summary>
    public string Guide { get; private set; } = "";

    /// <summary>Id of a draft of a yearly guide.</summary>
    public string GuideDraft { get; private set; } = "";

    /// <summary>The mailed link by which <see cref="Reviewed"/> is decided.</summary>
    public (string User, string Path) Decision { get; private set; }

    /// <summary>The address by which <see cref="Approved"/> was decided.</summary>
    public (string User, string Path) Answered { get; private set; }

    /// <summary>The mailed link by which a signal is verified.</summary>
    public (string User, string Path) Verification { get; private set; }

    /// <summary>The mailed link by which an expert declares conflicts of interest.</summary>
    public (string User, string Path) Declaration { get; private set; }

    /// <summary>The address by which an expert declared to have none.</summary>
    public (string User, string Path) Declared { get; private set; }

    /// <summary>The mailed link by which the same expert scores.</summary>
    public (string User, string Path) Scoring { get; private set; }

    /// <summary>The address of a sheet that may still be corrected.</summary>
    public (string User, string Path) Scored { get; private set; }

    /// <summary>The address of a sheet whose panel is closed.</summary>
    public (string User, string Path) FinalSheet { get; private set; }

    /// <summary>Its panel is proposed with those of its call.</summary>
    public ApplicationUnderTest Planned { get; private set; } = null!;

    /// <summary>Its panel is closed.</summary>
    public ApplicationUnderTest Judged { get; private set; } = null!;

    /// <summary>An appointment is offered.</summary>
    public ApplicationUnderTest Visited { get; private set; } = null!;

    /// <summary>The mailed link by which an officer offers an appointment.</summary>
    public (string User, string Path) Offering { get; private set; }

    /// <summary>The address of an offer that may still be changed.</summary>
    public (string User, string Path) Offered { get; private set; }

    /// <summary>The mailed link by which an officer reports.</summary>
    public (string User, string Path) Reporting { get; private set; }

    /// <summary>The address of a report.</summary>
    public (string User, string Path) Reported { get; private set; }

    /// <summary>Id of a selection whose applications wait.</summary>
    public string Waiting { get; private set; } = "";

    /// <summary>Id of a selection with a reserve list.</summary>
    public string Selected { get; private set; } = "";

    /// <summary>The mailed link by which a list is decided.</summary>
    public (string User, string Path) Selecting { get; private set; }

    /// <summary>Of several organisations: its form names the partners, and a document is promised.</summary>
    public ApplicationUnderTest Joint { get; private set; } = null!;

    /// <summary>Its partners are asked to consent.</summary>
    public ApplicationUnderTest Consenting { get; private set; } = null!;

    /// <summary>The mailed link by which a partner consents.</summary>
    public (string User, string Path) Consent { get; private set; }

    /// <summary>Its partner consented, and its signatory is asked; a document is promised.</summary>
    public ApplicationUnderTest Signing { get; private set; } = null!;

    /// <summary>The mailed link by which it is signed.</summary>
    public (string User, string Path) Signature { get; private set; }

    /// <summary>One institution answered, others are asked.</summary>
    public ApplicationUnderTest Referred { get; private set; } = null!;

    /// <summary>The mailed link by which an institution answers.</summary>
    public (string User, string Path) Referral { get; private set; }

    /// <summary>The mailed link by which an address confirms its subscription.</summary>
    public string Confirmation { get; private set; } = "";

    /// <summary>The mailed link by which a subscriber changes the subscription.</summary>
    public string Subscription { get; private set; } = "";

    /// <summary>A webhook of lin, with a delivery.</summary>
    public string Webhook { get; private set; } = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<FilledCity> StartAsync()
    {
        var filled = new FilledCity();
        try
        {
            await filled.city.InitializeAsync();
            await filled.FillAsync();
        }
        catch
        {
            await filled.DisposeAsync();
            throw;
        }

        return filled;
    }

    public ValueTask DisposeAsync() => city.DisposeAsync();

    private async Task FillAsync()
    {
        await RegisterAsync();
        await ReportFiguresAsync();
        // Days pass until a visit is over; what comes later must not wait for them.
        await FillVisitsAsync();
        Approved = await city.SubmitAsync("光电检验检测公共服务平台");
        var decided = await Approved.DecideAsync("District", "Approve", "同意。");
        Answered = (Assert.Single(decided), $"/api/assignments/review.{Approved.Id}.District.0.1/answer");
        foreach (var stage in new[] { "Department", "LeadingGroup" }) await Approved.DecideAsync(stage, "Approve", "同意。");
        var warning = await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("chips-1"));
        await warning.ChangeAsync("escalate", new { level = "Orange" });
        Warning = warning.Id;
        await AssignTasksAsync(warning);
        // The next morning's alert has the warning and the result.
        await city.PassToAsync(9, 1);

        var signal = await WarningUnderTest.ReportAsync(city, WarningUnderTest.Signal("lasers-2"));
        Verification = Link(Assert.Single(city.Verifications(signal.Id)));
        Returned = await city.SubmitAsync("集成电路可靠性验证中心");
        await Returned.DecideAsync(
            "District", "Return", "请补充。",
            new { document = "work-plan", reason = "请写明各阶段的日期。" },
            new { field = "team", reason = "工程师投入的月数太少。" });
        Rejected = await RejectAsync("数字内容渲染平台");
        Appealed = await RejectAsync("数字版权服务平台");
        Examination = await AppealAsync(Appealed);
        Reviewed = await city.SubmitAsync("生物样本检测数据共享平台");
        Decision = Link(Assert.Single(Reviewed.Asked("District")));
        Draft = await city.DraftAsync("工业互联网安全测评实验室");
        await Draft.FillAsync(new Dictionary<string, object> { ["project-summary"] = "建设工业互联网安全测评实验室。" });
        await Draft.UploadAsync("application-form", "form.pdf", Media.Pdf, DemoFiles.Pdf("Application form"));
        AlertDraft = await DraftAlertAsync();
        (Guide, GuideDraft) = (await DraftGuideAsync("award"), await DraftGuideAsync("alliance"));
        (await city.Person("admin").PostAsync($"/api/guides/{Guide}/publish", null, Cancellation)).Expect(HttpStatusCode.OK);
        await FillJointAsync();
        await FillReferralAsync();
        await FillPanelsAsync();
        await SubmitPlanAsync("光电器件可靠性检测平台", "光电器件");
        Copied = await SubmitPlanAsync("激光器件可靠性检测平台", "激光器件");
        await FillNoticesAsync();
        await FillSelectionsAsync();
        await FillSubscriptionsAsync();
        await FillWebhooksAsync();
        await city.SettleAsync();
        Assert.Equal(
            ["Approved", "Returned", "Submitted", "Draft"],
            [await Approved.StatusAsync(), await Returned.StatusAsync(), await Reviewed.StatusAsync(), await Draft.StatusAsync()]);
    }

    /// <summary>One is answered, one waits, and one of an organisation that has no one.</summary>
    private async Task AssignTasksAsync(WarningUnderTest warning)
    {
        async Task AssignAsync(object body)
        {
            (await city.Person("pan").PostAsync($"{warning.Address}/tasks", body, Cancellation)).Expect(HttpStatusCode.Accepted);
            await city.SettleAsync();
        }

        await AssignAsync(new { kind = "Acknowledge", organisations = new[] { Organisation, "91440300MA5REF0916" }, hours = 48 });
        await AssignAsync(new
        {
            kind = "Emergency", organisations = new[] { "91440300MA5EXB340R" }, text = "请核查三个月的库存，并报告缺口。", hours = 72,
        });
        var mail = city.Mailbox.All().First(each => each.Link?.AbsolutePath.Contains("/task.", StringComparison.Ordinal) == true);
        var user = city.App.DevUsers.First(each => each.Value.Email == mail.To).Key;
        (await city.Person(user).PostAsync(mail.Link!.AbsolutePath, new { token = mail.Token, text = "已转发各部门。" }, Cancellation))
            .Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
    }

    private async Task FillSubscriptionsAsync()
    {
        Confirmation = (await SubscribeAsync("reader@example.com", "subscription-confirm")).PathAndQuery;
        await SubscribeAsync("subscriber@example.com", "subscription-confirm");
        await city.App.Services.GetRequiredService<AggregateStore>().ChangeAsync(
            SubscriptionAggregate.Kind, FunctionsApp.Subscriptions.Subscription.IdOf("subscriber@example.com"),
            state => ConfirmSubscription.Decide(state, state.Digest, city.Clock.GetUtcNow()), Cancellation);
        // Asked for once more, it gets the link of its page.
        Subscription = (await SubscribeAsync("subscriber@example.com", "subscription-exists")).PathAndQuery;
    }

    private async Task FillWebhooksAsync()
    {
        var (services, now) = (city.App.Services, city.Clock.GetUtcNow());
        var owner = new WebhookOwner("lin", "lin@example.com", Language.Chinese);
        var secret = services.GetRequiredService<WebhookSecrets>().Protect(WebhookSecrets.New());
        var url = new Uri("https://hooks.example.com/warnings");
        Webhook = FunctionsApp.Deliveries.Webhook.IdOf(owner.Id, url);
        await services.GetRequiredService<AggregateStore>().PutAsync(
            WebhookAggregate.Kind, Webhook,
            current => RegisterWebhook.Decide(current, owner, url, new WebhookChoice(["it"], null, true, false), secret, now),
            Cancellation);
        await services.GetRequiredService<LineStore>().AddAsync(
            Webhook,
            new Delivery("d", "item-1", DeliveryClass.Bulk, now, "{}", DeliveryState.Waiting, 1, now.AddMinutes(1), new(now, 503, null)),
            Cancellation);
        await services.GetRequiredService<BounceStore>().AddAsync(
            new SentLetter("n", "assignment-opened.a1", "assignment-opened", now, "wu", null, null), "5.1.1", Cancellation);
        await GivenUpUnderTest.AddAsync(services.GetRequiredService<LineStore>(), Webhook, now, Cancellation);
    }

    /// <summary>The link of the letter that the address gets.</summary>
    private async Task<Uri> SubscribeAsync(string address, string letter)
    {
        var body = new { address, sectors = new[] { "testing", "it" }, warnings = "Yellow", alerts = "Immediate", language = "Chinese" };
        (await city.Person(null).PostAsync("/api/subscriptions", body, Cancellation)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        return city.Mailbox.All().Single(
            mail => mail.To == address && mail.Id.StartsWith(letter, StringComparison.Ordinal)).Link!;
    }

    private async Task<ApplicationUnderTest> RejectAsync(string title)
    {
        var application = await city.SubmitAsync(title);
        await application.DecideAsync("District", "Reject", "未说明市场。");
        return application;
    }

    private async Task<(string User, string Path)> AppealAsync(ApplicationUnderTest application)
    {
        (await city.Person("lin").PostAsync(
            $"{application.Address}/appeal", new { statement = "附件三列明了三份采购意向书。" }, Cancellation)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        var mail = city.Mailbox.All().Single(
            each => each.Link?.AbsolutePath.Contains($"/appeal.{application.Id}.", StringComparison.Ordinal) == true);
        return Link((mail, city.App.DevUsers.Single(user => user.Value.Email == mail.To).Key));
    }

    private async Task<string> DraftGuideAsync(string programme)
    {
        var body = new { programme, version = 1, year = 2027, opens = "2027-03-01", closes = "2027-04-30", sectors = new[] { "it", "testing" } };
        return (await city.Person("admin").PostAsync("/api/guides", body, Cancellation)).Expect(HttpStatusCode.Created).Json
            .GetProperty("id").GetString()!;
    }

    private async Task<ApplicationUnderTest> SubmitPlanAsync(string title, string what)
    {
        var application = await city.DraftAsync(title);
        await application.UploadAsync("work-plan", "plan.docx", Media.Docx, DemoFiles.Docx(
            "工作计划", $"本项目建设{what}可靠性检测平台，配置加速老化、热冲击与光谱测试设备，形成覆盖设计、试制和量产的检测能力。",
            "第一阶段完成场地改造和设备选型，第二阶段完成方法开发与能力验证，第三阶段面向全市中小企业开放共享。"));
        await city.SettleAsync();
        await application.UploadAllAsync("work-plan");
        await city.SettleAsync();
        return application;
    }

    private async Task FillJointAsync()
    {
        var (futian, luohu) = (("福田智能装备工程有限公司", JointProgramme.Futian), ("罗湖先进材料研究院", JointProgramme.Luohu));
        Joint = await DraftJointAsync("新型显示器件联合检测平台", futian, luohu);
        Consenting = await DraftJointAsync("海洋传感器联合研制", futian, luohu);
        await SendAsync(Consenting);
        Consent = AskedAbout(Consenting, "qian");
        Signing = await DraftJointAsync("储能电池安全联合检测", luohu);
        await SendAsync(Signing);
        var (user, path) = AskedAbout(Signing, "fang");
        await AnswerAsync(user, path, new Dictionary<string, object> { ["decision"] = "Consent" });
        Signature = AskedAbout(Signing, "xu");
    }

    private async Task<ApplicationUnderTest> DraftJointAsync(string title, params (string Name, string Code)[] partners)
    {
        var application = await city.DraftAsync(title, programme: JointProgramme.Name);
        await application.FillAsync(JointProgramme.Answers(partners));
        await application.UploadAsync("application-form", "form.pdf", Media.Pdf, DemoFiles.Pdf("Application form"));
        (await city.Person("lin").PutAsync(
            $"{application.Address}/documents/service-record/promise", JsonContent.Create(new { by = Day(8) }), Cancellation))
            .Expect(HttpStatusCode.OK);
        return application;
    }

    private async Task SendAsync(ApplicationUnderTest application)
    {
        await application.UploadAsync("licence-scan", "licence.pdf", Media.Pdf, DemoFiles.Pdf("Business licence"));
        await city.SettleAsync();
        (await application.SubmitAsync()).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
    }

    private async Task FillReferralAsync()
    {
        Referred = await city.SubmitAsync("智能检测装备融资", programme: CityWithReferrals.Programme);
        Referral = AskedAbout(Referred, "ning");
        var (user, path) = AskedAbout(Referred, "shao");
        await AnswerAsync(user, path, new Dictionary<string, object> { ["answer"] = "Talk", ["text"] = "请提供近三年的审计报告，并约定面谈时间。" });
    }

    private async Task AnswerAsync(string user, string path, Dictionary<string, object> answer)
    {
        answer["token"] = path[(path.IndexOf("token=", StringComparison.Ordinal) + "token=".Length)..];
        (await city.Person(user).PostAsync(path.Split('?')[0], answer, Cancellation)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
    }

    /// <summary>The mailed link that asks the person about the application.</summary>
    private (string User, string Path) AskedAbout(ApplicationUnderTest application, string user) => Link((Assert.Single(
        city.Mailbox.All(), mail => mail.To == city.App.DevUsers[user].Email
            && mail.Link?.AbsolutePath.Contains($".{application.Id}.", StringComparison.Ordinal) == true), user));

    private async Task FillPanelsAsync()
    {
        Judged = await city.SubmitToPanelAsync("生物医药检测评价中心");
        foreach (var one in city.AskedExperts("declaration", Judged)) await city.DeclareAsync(one.Mail, one.User);
        var sheets = city.AskedExperts("scoring", Judged);
        foreach (var (one, points) in sheets.Zip([70m, 82.5m, 91m])) await city.ScoreAsync(one.Mail, one.User, points, "方案可行，指标明确。");
        FinalSheet = Link(sheets[0]);

        var open = await city.SubmitToPanelAsync("智能装备可靠性实验室");
        var asked = city.AskedExperts("declaration", open);
        Declaration = Link(asked[0]);
        foreach (var one in asked.Skip(1)) await city.DeclareAsync(one.Mail, one.User);
        Declared = Link(asked[1]);
        var scoring = city.AskedExperts("scoring", open);
        Scoring = Link(scoring[0]);
        await city.ScoreAsync(scoring[1].Mail, scoring[1].User, 77, "总体良好。");
        Scored = Link(scoring[1]);

        Planned = await city.SubmitToPanelAsync("集成电路测试平台", CityWithPanel.TogetherProgramme);
        (await city.Person("huang").PostAsync($"/api/panels/plans/{CityWithPanel.Plan}/propose", null, Cancellation)).Expect(HttpStatusCode.OK);
    }

    private async Task FillVisitsAsync()
    {
        var (reported, held) = (await city.SubmitToVisitAsync("海洋检测基地"), await city.SubmitToVisitAsync("工业设计基地"));
        var first = Day(3);
        foreach (var application in new[] { reported, held }) await city.OfferAsync(application, first, "expert1");
        await city.PassUntilAsync(new DateTimeOffset(DateTime.Parse($"{first}T12:00", CultureInfo.InvariantCulture), BeijingTime.Offset));
        var report = city.AskedOfficer("visitreport", reported);
        (await city.PostAsync(report, Appointed.Report(report.Mail.Token, "Passed", "与材料一致。"))).Expect(HttpStatusCode.Accepted);
        (Reported, Reporting) = (Link(report), Link(city.AskedOfficer("visitreport", held)));
        Visited = await city.SubmitToVisitAsync("软件测评基地");
        await city.OfferAsync(Visited, Day(5), "expert1");
        Offered = Link(city.AskedOfficer("appointment", Visited));
        Offering = Link(city.AskedOfficer("appointment", await city.SubmitToVisitAsync("检验检测基地")));
    }

    /// <summary>The n-th working day from now.</summary>
    private string Day(int workingDays) => WorkingCalendar.Official.Add(BeijingTime.Day(city.Clock.GetUtcNow()), workingDays)
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task FillNoticesAsync()
    {
        var (shown, _) = await city.PutOnNoticeAsync("海洋装备检验检测平台");
        Notice = (await city.NoticeOfAsync(shown)).GetProperty("id").GetString()!;
        (await city.ObjectAsync(Notice, "zhou")).Expect(HttpStatusCode.Accepted);
        Objection = Link(Assert.Single(city.Examiners(Notice)));
    }

    /// <summary>Put into the store: no guide of a programme with a selection is closed then.</summary>
    private async Task FillSelectionsAsync()
    {
        var now = city.Clock.GetUtcNow();
        Waiting = await PutSelectionAsync("Waiting", new SelectionBatch(1, now), []);
        var closed = new SelectionBatch(1, now) { Entry = new EntryClosing("zhou", "其余申请已退回补正，不再等待。", now) };
        var decision = new SelectionDecision("huang", "", "", "", now);
        Selected = await PutSelectionAsync("Selected", closed with { Decision = decision },
        [
            new Placing(IdOf(1), 1, 1, 1_200_000) { Outcome = PlacingOutcome.Selected, Amount = 900_000, Reason = "压缩设备费。", ChangedAt = now },
            new Placing(IdOf(2), 1, 2, null) { Outcome = PlacingOutcome.Reserve, Until = now.AddDays(90), Reason = "列入备选。", ChangedAt = now },
            new Placing(IdOf(3), 1, 3, null) { Outcome = PlacingOutcome.Declined, ChangedAt = now },
        ]);
        var asked = await PutSelectionAsync("Asked", closed, []);
        await city.SettleAsync();
        var mail = Assert.Single(city.Mailbox.All(), sent =>
            sent.Link?.AbsolutePath.Contains($"/selection.{asked}.", StringComparison.Ordinal) == true);
        Selecting = Link((mail, city.App.DevUsers.Single(user => user.Value.Email == mail.To).Key));
    }

    private async Task<string> PutSelectionAsync(string name, SelectionBatch batch, IReadOnlyList<Placing> placings)
    {
        var (now, id) = (city.Clock.GetUtcNow(), Ids.From("filled", name));
        Candidate Candidate(int number, decimal score, string title) => new()
        {
            Application = IdOf(number), Batch = 1, Round = 0, Title = title, Organisation = "914403000000000000", Name = "前海数据服务公司",
            Score = score, Requested = 1_200_000, SubmittedAt = now, Projects = [Ids.From(name, $"{number}")], EnteredAt = now,
        };
        var call = new SelectionCall(ApplicationUnderTest.SpecialFund, 3, null, "Selection");
        var state = new SelectionState(
            new SelectionRound(id, call, 2_000_000, null, [batch]),
            [Candidate(1, 91.25m, "海洋数据服务平台"), Candidate(2, 84, "药物筛选服务平台"), Candidate(3, 72.5m, "工业软件测评平台")], placings, []);
        await city.App.Services.GetRequiredService<AggregateStore>().PutAsync(
            SelectionAggregate.Kind, id, _ => Change.To(state, "test", new SelectionOpened(call.Programme, call.Stage, 1)), Cancellation);
        return id;
    }

    private static string IdOf(int number) => $"f000000000000000000{number}";

    private async Task<string> DraftAlertAsync()
    {
        var alert = new
        {
            sectors = new[] { "testing", "it" },
            title = WarningUnderTest.Text("检测服务对接会下周举行", "The fair of testing services is next week"),
            text = WarningUnderTest.Text("地点：会展中心。", "At the exhibition centre."),
            publishAt = city.Clock.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd'T'HH:mm:sszzz"),
        };
        var answer = (await city.Person("pan").PostAsync("/api/alerts", alert, Cancellation)).Expect(HttpStatusCode.Created);
        return answer.Json.GetProperty("id").GetString()!;
    }

    private async Task RegisterAsync()
    {
        var organisation = new { name = "南山光电检测中心", district = "440305", sectors = new[] { "testing", "rd-design" } };
        var address = $"/api/organisations/{city.App.DevUsers["lin"].Organisation}";
        (await city.Person("lin").PutAsync(address, JsonContent.Create(organisation), Cancellation)).Expect(HttpStatusCode.Created);
    }

    private async Task ReportFiguresAsync()
    {
        object Figure(string indicator, decimal value) => new { indicator, value };
        var line = new { sector = "it", district = "440305", figures = new[] { Figure("revenue", 120.5m), Figure("staff", 12) } };
        foreach (var period in new[] { Published, Period })
        {
            (await city.Person("lin").PutAsync(
                $"/api/statistics/reports/{period}", JsonContent.Create(new { lines = new[] { line } }), Cancellation)).Expect(
                HttpStatusCode.Created);
        }

        await city.App.Services.GetRequiredService<ReleaseDesk>().ReleaseAsync(
            ReleasePeriod.Find(Published)!.Value, city.Clock.GetUtcNow(), Cancellation);
        await PublishedPaper.AddAsync(city.App.Services, Paper, city.Clock.GetUtcNow(), Cancellation);
    }

    private static (string User, string Path) Link((Mail Mail, string User) asked) => (asked.User, asked.Mail.Link!.PathAndQuery);
}
