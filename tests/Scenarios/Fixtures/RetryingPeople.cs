using System.Diagnostics;
using System.Net;
using System.Text.Json;
using LocalHost.Demo;
using LocalHost.Settings;

namespace Scenarios.Fixtures;

/// <summary>People who do not give up: they ask again when no answer comes, and look for their mail until it is there.</summary>
internal sealed class RetryingPeople(
    Uri address, string mailFolder, IReadOnlyDictionary<string, DevUser> users, string applicant = "lin") : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Mailbox mailbox = new(mailFolder);
    private readonly string key = Guid.NewGuid().ToString("N");
    private readonly Dictionary<string, string> userByEmail = users.ToDictionary(user => user.Value.Email, user => user.Key);

    /// <summary>The application; empty before <see cref="DraftAsync"/>.</summary>
    public string Id { get; private set; } = "";

    public Mailbox Mailbox => mailbox;

    public static IReadOnlyList<(string Type, string File, string Media, byte[] Content)> Documents { get; } =
    [
        ("application-form", "form.pdf", Media.Pdf, DemoFiles.Pdf("Special fund", "Applicant: test centre")),
        ("work-plan", "plan.docx", Media.Docx, DemoFiles.Docx("Plan", "First year.")),
        ("budget", "budget.xlsx", Media.Xlsx, DemoFiles.Xlsx(("Equipment", 1_000_000m))),
    ];

    public async Task DraftAsync(CancellationToken cancellation)
    {
        var organisation = users[applicant].Organisation!;
        await AskAsync(applicant, person => person.PutAsync($"/api/organisations/{organisation}", System.Net.Http.Json.JsonContent.Create(
            new { name = "南山光电检测中心", district = "440305", sectors = new[] { "testing" } }), cancellation), cancellation, HttpStatusCode.OK, HttpStatusCode.Created);
        var draft = await AskAsync(
            applicant, person => person.SendAsync(Draft(), cancellation), cancellation, HttpStatusCode.Created, HttpStatusCode.OK);
        Id = draft.Json.GetProperty("id").GetString()!;
        await AskAsync(
            applicant, person => person.PutAsync(
                $"/api/applications/{Id}/form", System.Net.Http.Json.JsonContent.Create(DemoForm.Answers()), cancellation),
            cancellation, HttpStatusCode.OK);
    }

    /// <summary>Uploads one document; the answer to a repeated last one is that the application is handed in.</summary>
    public Task<Answer> UploadAsync(int number, CancellationToken cancellation)
    {
        var (type, file, media, content) = Documents[number];
        return AskAsync(
            applicant, person => person.UploadAsync(Id, type, file, media, content, cancellation), cancellation, HttpStatusCode.Accepted,
            HttpStatusCode.Conflict);
    }

    /// <summary>The mail that asks person <paramref name="number"/> of a stage, as soon as it is there.</summary>
    public async Task<Mail> AskedAsync(string stage, int number, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        return await mailbox.WaitForAsync(mail => mail.Link?.AbsolutePath.EndsWith($"/assignments/review.{Id}.{stage}.0.{number}/answer", StringComparison.Ordinal) == true, limit.Token);
    }

    public Task<Answer> ApproveAsync(Mail mail, CancellationToken cancellation) => DecideAsync(mail, "Approve", cancellation);

    public Task<Answer> DecideAsync(Mail mail, string decision, CancellationToken cancellation) => AskAsync(
        userByEmail[mail.To],
        person => person.PostAsync(mail.Link!.AbsolutePath, new { token = mail.Token, decision, comment = "Looked at." }, cancellation),
        cancellation, HttpStatusCode.Accepted, HttpStatusCode.OK);

    public Task<Answer> WithdrawAsync(CancellationToken cancellation) => AskAsync(
        applicant, person => person.PostAsync($"/api/applications/{Id}/withdraw", null, cancellation), cancellation, HttpStatusCode.OK);

    /// <summary>What the auditor sees, from whom nothing is withheld.</summary>
    public async Task<JsonElement> ReadAsync(string path, CancellationToken cancellation) =>
        (await AskAsync("audit", audit => audit.GetAsync($"/api/applications/{Id}{path}", cancellation), cancellation, HttpStatusCode.OK)).Json;

    /// <summary>Looks until the application has the status.</summary>
    public async Task UntilAsync(string status, CancellationToken cancellation)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50, cancellation))
        {
            var now = (await ReadAsync("", cancellation)).GetProperty("status").GetString();
            if (now == status) return;
            if (waited.Elapsed > Patience) throw new TimeoutException($"The application is {now} and not {status}.");
        }
    }

    /// <summary>Asks until an expected answer comes: what breaks off or is unavailable is asked again.</summary>
    public async Task<Answer> AskAsync(string user, Func<Person, Task<Answer>> ask, CancellationToken cancellation, params HttpStatusCode[] expected)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50, cancellation))
        {
            using var person = new Person(address, user);
            try
            {
                var answer = await ask(person);
                if (answer.Status != HttpStatusCode.ServiceUnavailable) return answer.Expect(expected);
            }
            catch (HttpRequestException) when (waited.Elapsed < Patience)
            {
                // The host died under the request.
            }

            if (waited.Elapsed > Patience) throw new TimeoutException("No answer but unavailable.");
        }
    }

    public void Dispose() => mailbox.Dispose();

    // One key: a second draft of a request whose answer was lost would be another application.
    private HttpRequestMessage Draft() => new(HttpMethod.Post, "/api/applications")
    {
        Headers = { { "Idempotency-Key", key } },
        Content = System.Net.Http.Json.JsonContent.Create(
            new { programme = "special-fund-rd", title = "测试平台", sector = "testing", amount = 1_000_000, district = "440305" }),
    };
}
