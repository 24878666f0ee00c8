using System.Net;
using System.Net.Http.Json;
using LocalHost.Demo;

namespace Scenarios.Pages.Hostile;

/// <summary>A city in which every text that a person can write is one of <see cref="HostileTexts"/>.</summary>
public sealed class HostileCity : IAsyncLifetime
{
    private const string Organisation = "91440300MA5EXA1291";

    private readonly IReadOnlyList<string> lines = HostileTexts.Chunks(150);
    private readonly IReadOnlyList<string> paragraphs = HostileTexts.Chunks(900);

    public CityUnderTest City { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await City.InitializeAsync();
        (await City.Person("lin").PutAsync(
            $"/api/organisations/{Organisation}",
            JsonContent.Create(new { name = lines[0], district = "440305", sectors = new[] { "testing" } }), Cancellation))
                .Expect(HttpStatusCode.OK, HttpStatusCode.Created);
        foreach (var title in lines.Take(40)) await City.DraftAsync(title);
        await ReviewAsync();
        await WarnAsync();
        await AlertAsync();
    }

    public ValueTask DisposeAsync() => City.DisposeAsync();

    /// <summary>One application that is returned with reasons, and one that the next stage has before it.</summary>
    private async Task ReviewAsync()
    {
        foreach (var (title, decision) in ((string, string)[])[(lines[1], "Return"), (lines[2], "Approve")])
        {
            var application = await City.DraftAsync(title);
            await application.FillAsync(new Dictionary<string, object>(DemoForm.Answers()) { ["project-summary"] = paragraphs[0] });
            await application.UploadAsync("work-plan", FileNames().First() + ".docx", Media.Docx, DemoFiles.Docx("计划", "x"));
            await application.UploadAsync("budget", FileNames().Last() + ".xlsx", Media.Xlsx, DemoFiles.Xlsx(("设备", 1m)));
            await application.UploadAsync("application-form", "form.pdf", Media.Pdf, DemoFiles.Pdf("Form", "x"));
            await City.SettleAsync();
            var items = decision == "Return"
                ? new object[] { new { document = "budget", reason = lines[3] }, new { field = "project-summary", reason = lines[4] } }
                : [];
            await application.DecideAsync("District", decision, paragraphs[1 % paragraphs.Count], items);
        }
    }

    private async Task WarnAsync()
    {
        foreach (var (index, text) in paragraphs.Index())
        {
            var signal = WarningUnderTest.Signal($"hostile-{index}");
            signal["event"] = Both(lines[index][..Math.Min(60, lines[index].Length)]);
            signal["headline"] = Both(lines[index]);
            signal["description"] = Both(text);
            signal["instruction"] = Both(text);
            await WarningUnderTest.PublishAsync(City, signal);
        }

        var waiting = WarningUnderTest.Signal("hostile-waiting");
        waiting["headline"] = Both(lines[5]);
        await WarningUnderTest.ReportAsync(City, waiting);
    }

    private async Task AlertAsync()
    {
        var moment = City.Clock.GetUtcNow().AddDays(1);
        for (var index = 0; index < 2; index++)
        {
            (await City.Person("pan").PostAsync("/api/alerts", new
            {
                sectors = new[] { "testing" }, title = Both(lines[index]), text = Both(paragraphs[index]),
                publishAt = moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz"),
            }, Cancellation)).Expect(HttpStatusCode.Created);
        }

        await City.SettleAsync();
        var mail = City.Mailbox.All().First(mail => mail.Link?.AbsolutePath.Contains("/assignments/alert.",
            StringComparison.Ordinal) == true);
        var user = City.App.DevUsers.Single(user => user.Value.Email == mail.To).Key;
        (await City.Person(user).PostAsync(
            mail.Link!.AbsolutePath, new { token = mail.Token, decision = "Approve", comment = lines[6] }, Cancellation))
                .Expect(HttpStatusCode.Accepted);
        await City.PassUntilAsync(moment.AddMinutes(1));
        // The daily alert, too, which has the warnings in it.
        await City.PassToAsync(9, 1);
    }

    /// <summary>A name has no separators of paths.</summary>
    private static IEnumerable<string> FileNames() =>
        HostileTexts.All.Where(text => !text.Contains('/') && !text.Contains('\\') && text.Length < 100);

    private static Dictionary<string, string> Both(string text) => WarningUnderTest.Text(text, text);
}
