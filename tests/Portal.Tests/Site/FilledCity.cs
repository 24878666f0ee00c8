using System.Net;
using System.Net.Http.Json;
using LocalHost.Demo;

namespace Portal.Tests.Site;

/// <summary>A city with something to see on every page.</summary>
public sealed class FilledCity : IAsyncDisposable
{
    private readonly CityUnderTest city = new();

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

    public ApplicationUnderTest Approved { get; private set; } = null!;

    /// <summary>Id of a warning that was raised once.</summary>
    public string Warning { get; private set; } = "";

    /// <summary>Code of one that is registered.</summary>
    public string Organisation => city.App.DevUsers["lin"].Organisation!;

    /// <summary>Id of an alert that waits for its approval.</summary>
    public string AlertDraft { get; private set; } = "";

    /// <summary>The mailed link by which <see cref="Reviewed"/> is decided.</summary>
    public (string User, string Path) Decision { get; private set; }

    /// <summary>The address by which <see cref="Approved"/> was decided.</summary>
    public (string User, string Path) Answered { get; private set; }

    /// <summary>The mailed link by which a signal is verified.</summary>
    public (string User, string Path) Verification { get; private set; }

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
        Approved = await city.SubmitAsync("光电检验检测公共服务平台");
        var decided = await Approved.DecideAsync("District", "Approve", "同意。");
        Answered = (Assert.Single(decided), $"/api/assignments/review.{Approved.Id}.District.0.1/answer");
        foreach (var stage in new[] { "Department", "LeadingGroup" }) await Approved.DecideAsync(stage, "Approve", "同意。");
        var warning = await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("chips-1"));
        await warning.ChangeAsync("escalate", new { level = "Orange" });
        Warning = warning.Id;
        // The next morning's alert has the warning and the result.
        await city.PassToAsync(9, 1);

        var signal = await WarningUnderTest.ReportAsync(city, WarningUnderTest.Signal("lasers-2"));
        Verification = Link(Assert.Single(city.Verifications(signal.Id)));
        Returned = await city.SubmitAsync("集成电路可靠性验证中心");
        await Returned.DecideAsync(
            "District", "Return", "请补充。",
            new { document = "work-plan", reason = "请写明各阶段的日期。" },
            new { field = "team", reason = "工程师投入的月数太少。" });
        Reviewed = await city.SubmitAsync("生物样本检测数据共享平台");
        Decision = Link(Assert.Single(Reviewed.Asked("District")));
        Draft = await city.DraftAsync("工业互联网安全测评实验室");
        await Draft.FillAsync(new Dictionary<string, object> { ["project-summary"] = "建设工业互联网安全测评实验室。" });
        await Draft.UploadAsync("application-form", "form.pdf", Media.Pdf, DemoFiles.Pdf("Application form"));
        AlertDraft = await DraftAlertAsync();
        await city.SettleAsync();
        Assert.Equal(
            ["Approved", "Returned", "Submitted", "Draft"],
            [await Approved.StatusAsync(), await Returned.StatusAsync(), await Reviewed.StatusAsync(), await Draft.StatusAsync()]);
    }

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

    private static (string User, string Path) Link((Mail Mail, string User) asked) => (asked.User, asked.Mail.Link!.PathAndQuery);
}
