using System.Net;
using Spectre.Console;

namespace LocalHost.Demo;

/// <summary>The main job on real files over real HTTP: draft, fill in the form, upload, four people decide by their mailed links, one return, approval.</summary>
/// <param name="dossier">Where the application's dossier is left.</param>
public sealed class ReviewDemo(LocalHostApp app, Desk desk, Timeline timeline, string dossier)
{
    private const string Programme = "special-fund-rd";
    private readonly Person lin = new(app.BaseAddress, "lin");

    // From the applicant names and votes are withheld.
    private readonly Person audit = new(app.BaseAddress, "audit");
    private string id = "";

    /// <summary>The application that was played.</summary>
    public string ApplicationId => id;

    /// <returns>The final status, the stages passed and the facts recorded.</returns>
    public async Task<(string Status, int Stages, int Facts)> PlayAsync(CancellationToken cancellation)
    {
        await DraftAsync(cancellation);
        await FillAsync("fills in the form: summary, dates, team, budget", DemoForm.Answers(), cancellation);
        await UploadAsync("application-form", "Application form.pdf", Media.Pdf, DemoFiles.Pdf(
            "Special fund for research and development", "Applicant: Nanshan Photonics Test Centre", "Purpose: public testing platform", "Amount: CNY 1,200,000"), cancellation);
        await UploadAsync("work-plan", "工作计划.docx", Media.Docx, DemoFiles.Docx("工作计划", "建设光电检验检测公共服务平台。", "第一期：十二个月。"), cancellation);
        await UploadAsync("budget", "预算.xlsx", Media.Xlsx, DemoFiles.Xlsx(("设备", 900_000m), ("人员", 250_000m), ("其他", 50_000m)), cancellation);
        await SettleAsync(cancellation);

        await DecideAsync("District", "Return", "The plan lacks its milestones.", cancellation, new { document = "work-plan", reason = "Add dated milestones." },
            new { field = "team", reason = "Ten months of an engineer are too few." });
        await JumpAsync(TimeSpan.FromDays(2), "two days pass", cancellation);
        await FillAsync("corrects the team", DemoForm.Answers(months: 18), cancellation);
        await UploadAsync("work-plan", "工作计划（修订）.docx", Media.Docx, DemoFiles.Docx(
            "工作计划（修订）", "建设光电检验检测公共服务平台。", "里程碑：六月三十日设备到位；十二月三十一日通过验收。"), cancellation);
        await SettleAsync(cancellation);

        await DecideAsync("District", "Approve", "Complete now.", cancellation);
        await JumpAsync(TimeSpan.FromDays(6), "six days pass: who has not decided is reminded", cancellation);
        await DecideAsync("Department", "Approve", "Worth funding.", cancellation);
        await DecideAsync("LeadingGroup", "Approve", "Agreed.", cancellation);
        await lin.DownloadAsync($"/api/applications/{id}/dossier", dossier, cancellation);
        timeline.Act("lin", $"downloads the dossier: {dossier}");
        return await ResultAsync(cancellation);
    }

    private async Task DraftAsync(CancellationToken cancellation)
    {
        var organisation = app.DevUsers["lin"].Organisation!;
        timeline.Act("lin", $"signs in for organisation {organisation}");
        (await lin.SendAsync(new HttpRequestMessage(HttpMethod.Put, $"/api/organisations/{organisation}")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { name = "南山光电检测中心", district = "440305", sectors = new[] { "testing", "rd-design" } }),
        }, cancellation)).Expect(HttpStatusCode.OK, HttpStatusCode.Created);

        var draft = (await lin.PostAsync("/api/applications", new
        {
            programme = Programme, title = "光电检验检测公共服务平台", sector = "testing", amount = 1_200_000, district = "440305",
        }, cancellation)).Expect(HttpStatusCode.Created);
        id = draft.Json.GetProperty("id").GetString()!;
        timeline.Act("lin", $"drafts application {id} to {Programme}");
        await ShowAsync(cancellation);
    }

    private async Task FillAsync(string what, IReadOnlyDictionary<string, object> answers, CancellationToken cancellation)
    {
        timeline.Act("lin", what);
        (await lin.PutAsync($"/api/applications/{id}/form", System.Net.Http.Json.JsonContent.Create(answers), cancellation)).Expect(HttpStatusCode.OK);
    }

    private async Task UploadAsync(string type, string fileName, string mediaType, byte[] content, CancellationToken cancellation)
    {
        timeline.Act("lin", $"uploads {fileName}");
        await timeline.Console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            var bar = progress.AddTask(Markup.Escape(fileName), maxValue: content.Length);
            (await lin.UploadAsync(id, type, fileName, mediaType, content, cancellation, sent => bar.Value = sent)).Expect(HttpStatusCode.Accepted);
        });
    }

    /// <summary>Everyone asked in the stage decides the same, each by the link in their own mail.</summary>
    private async Task DecideAsync(string stage, string decision, string comment, CancellationToken cancellation, params IReadOnlyList<object> items)
    {
        foreach (var (mail, user) in desk.Assignments(id, stage))
        {
            using var person = new Person(app.BaseAddress, user);
            (await person.GetAsync(mail.Link!.PathAndQuery, cancellation)).Expect(HttpStatusCode.OK);
            (await person.PostAsync(mail.Link!.AbsolutePath, new { token = mail.Token, decision, comment, items }, cancellation)).Expect(HttpStatusCode.Accepted);
            timeline.Act(user, $"opens the mailed link and decides {decision}: {comment}");
        }

        await SettleAsync(cancellation);
    }

    private async Task JumpAsync(TimeSpan span, string what, CancellationToken cancellation)
    {
        await app.Clock!.AdvanceAsync(span, cancellation);
        timeline.Jump(what);
        await ShowAsync(cancellation);
    }

    private async Task SettleAsync(CancellationToken cancellation)
    {
        await app.Clock!.SettleAsync(cancellation);
        await ShowAsync(cancellation);
    }

    private async Task ShowAsync(CancellationToken cancellation) =>
        timeline.Facts(id, (await FactsAsync(cancellation)).Json.GetProperty("facts").EnumerateArray());

    private async Task<Answer> FactsAsync(CancellationToken cancellation) =>
        (await audit.GetAsync($"/api/applications/{id}/facts", cancellation)).Expect(HttpStatusCode.OK);

    private async Task<(string Status, int Stages, int Facts)> ResultAsync(CancellationToken cancellation)
    {
        var application = (await lin.GetAsync($"/api/applications/{id}", cancellation)).Expect(HttpStatusCode.OK).Json;
        var record = (await FactsAsync(cancellation)).Json;
        if (!record.GetProperty("whole").GetBoolean()) throw new InvalidOperationException("The chain of facts is broken.");
        var facts = record.GetProperty("facts").EnumerateArray().ToList();
        var stages = facts.Where(fact => fact.GetProperty("type").GetString() == "StageClosed")
            .Select(fact => fact.GetProperty("data").GetProperty("stage").GetString())
            .Distinct()
            .Count();
        return (application.GetProperty("status").GetString()!, stages, facts.Count);
    }
}
