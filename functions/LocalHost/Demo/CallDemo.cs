using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Spectre.Console;

namespace LocalHost.Demo;

/// <summary>What came of a call.</summary>
/// <param name="SelectionId">Its selection, to be looked at.</param>
/// <param name="Decided">Selected applications that the leading group approved.</param>
public sealed record CallResult(string SelectionId, int Applications, int Selected, int Decided, decimal Reserved, decimal Budget);

/// <summary>
/// A complete call over real HTTP: organisations apply, district, department and panels judge, a selection ranks them against the budget,
/// the leading group decides.
/// </summary>
public sealed class CallDemo(LocalHostApp app, Desk desk, Timeline timeline, int applications) : IDisposable
{
    public const string Programme = "special-fund-rd";
    private const decimal Amount = 500_000;
    private const int Version = 3;

    /// <summary>Sunday 15 March 2026, 00:05 in Shenzhen: a day after the call's last one has passed.</summary>
    private static readonly DateTimeOffset Complete = new(2026, 3, 15, 0, 5, 0, TimeSpan.FromHours(8));

    private readonly Dictionary<string, Person> people = [];
    private readonly List<string> ids = [];

    /// <summary>Enough for three of five applications.</summary>
    private decimal Budget => Amount * Math.Max(1, applications * 3 / 5);

    public void Dispose()
    {
        foreach (var person in people.Values) person.Dispose();
    }

    public async Task<CallResult> PlayAsync(CancellationToken cancellation)
    {
        await PublishAsync(cancellation);
        await timeline.Console.Progress().AutoClear(false).StartAsync(async progress =>
        {
            async Task StepAsync(string what, IEnumerable<string> subjects, Func<string, Task> doAsync)
            {
                var all = subjects.ToList();
                var bar = progress.AddTask(what, maxValue: all.Count);
                foreach (var subject in all)
                {
                    await doAsync(subject);
                    bar.Increment(1);
                }

                await app.Clock!.SettleAsync(cancellation);
            }

            await StepAsync("organisations apply", Enumerable.Range(1, applications).Select(CallUnits.User), user => ApplyAsync(user, cancellation));
            await StepAsync("district", ids, id => ApproveAsync(id, "District", cancellation));
            await StepAsync("department", ids, id => ApproveAsync(id, "Department", cancellation));
            await StepAsync("experts declare", ids, id => AnswerAsync("declaration", id, token => new { token, conflict = "None" }, cancellation));
            await StepAsync("experts score", ids, id => AnswerAsync("scoring", id, token => Sheet(token, ids.IndexOf(id)), cancellation));
        });
        await app.Clock!.AdvanceToAsync(Complete, cancellation);
        await app.Clock!.SettleAsync(cancellation);
        timeline.Jump("the call has closed: its applications are ranked");
        var selection = await SelectAsync(cancellation);
        foreach (var id in Selected(await ReadAsync(selection, cancellation))) await ApproveAsync(id, "LeadingGroup", cancellation);
        await app.Clock!.SettleAsync(cancellation);
        timeline.Act("group", "the leading group decides each of them");
        return await ResultAsync(selection, cancellation);
    }

    private Person As(string user)
    {
        if (!people.TryGetValue(user, out var person)) people[user] = person = new Person(app.BaseAddress, user);
        return person;
    }

    private async Task PublishAsync(CancellationToken cancellation)
    {
        var body = new
        {
            programme = Programme, version = Version, year = 2026, opens = "2026-03-02", closes = "2026-03-13", budget = Budget,
            maximumAmount = Amount, sectors = new[] { "testing", "it", "biotech" },
        };
        var drafted = (await As("admin").PostAsync("/api/guides", body, cancellation)).Expect(HttpStatusCode.Created);
        var guide = drafted.Json.GetProperty("id").GetString()!;
        (await As("admin").PostAsync($"/api/guides/{guide}/publish", null, cancellation)).Expect(HttpStatusCode.OK);
        timeline.Act("admin", string.Create(CultureInfo.InvariantCulture, $"publishes guide {guide}: {Budget:#,0} yuan, until 13 March"));
    }

    private async Task ApplyAsync(string user, CancellationToken cancellation)
    {
        var (person, number) = (As(user), ids.Count + 1);
        var draft = (await person.PostAsync("/api/applications", new
        {
            programme = Programme, title = $"公共技术服务平台 {number}", sector = "testing", amount = Amount, district = "440305",
        }, cancellation)).Expect(HttpStatusCode.Created);
        var id = draft.Json.GetProperty("id").GetString()!;
        (await person.PutAsync($"/api/applications/{id}/form", JsonContent.Create(DemoForm.Answers()), cancellation)).Expect(HttpStatusCode.OK);
        await UploadAsync("application-form", "form.pdf", Media.Pdf, DemoFiles.Pdf("Application form", $"Unit {number}"));
        await UploadAsync("work-plan", "plan.docx", Media.Docx, DemoFiles.Docx("工作计划", $"第 {number} 号机构：十二个月。"));
        await UploadAsync("budget", "budget.xlsx", Media.Xlsx, DemoFiles.Xlsx(("设备", 900_000m + number)));
        ids.Add(id);

        async Task UploadAsync(string type, string name, string media, byte[] content) =>
            (await person.UploadAsync(id, type, name, media, content, cancellation)).Expect(HttpStatusCode.Accepted);
    }

    private async Task ApproveAsync(string id, string stage, CancellationToken cancellation)
    {
        foreach (var (mail, user) in desk.Assignments(id, stage))
        {
            (await As(user).PostAsync(mail.Link!.AbsolutePath, new { token = mail.Token, decision = "Approve" }, cancellation))
                .Expect(HttpStatusCode.Accepted);
        }
    }

    private async Task AnswerAsync(string kind, string id, Func<string, object> answer, CancellationToken cancellation)
    {
        foreach (var (mail, user) in desk.Asked(kind, id))
        {
            (await As(user).PostAsync(mail.Link!.AbsolutePath, answer(mail.Token), cancellation)).Expect(HttpStatusCode.Accepted);
        }
    }

    /// <summary>Points that pass, and differ from one application to the next.</summary>
    private static object Sheet(string token, int place) => new
    {
        token, comment = "Read with care.",
        marks = new[] { "innovation", "feasibility", "budget" }.Select(criterion => new { criterion, points = 61 + (place * 37 % 39) }),
    };

    private async Task<string> SelectAsync(CancellationToken cancellation)
    {
        var list = (await As("audit").GetAsync("/api/selections", cancellation)).Expect(HttpStatusCode.OK).Json;
        var id = list.GetProperty("items")[0].GetProperty("id").GetString()!;
        var (mail, user) = desk.Asked("selection", id)[0];
        (await As(user).GetAsync(mail.Link!.PathAndQuery, cancellation)).Expect(HttpStatusCode.OK);
        (await As(user).PostAsync(mail.Link!.AbsolutePath, new { token = mail.Token }, cancellation)).Expect(HttpStatusCode.Accepted);
        await app.Clock!.SettleAsync(cancellation);
        timeline.Act(user, "opens the mailed link and takes the ranking as it is proposed");
        return id;
    }

    private async Task<JsonElement> ReadAsync(string selection, CancellationToken cancellation) =>
        (await As("audit").GetAsync($"/api/selections/{selection}", cancellation)).Expect(HttpStatusCode.OK).Json;

    private static IReadOnlyList<string> Selected(JsonElement selection) =>
    [
        .. selection.GetProperty("batches")[0].GetProperty("rows").EnumerateArray()
            .Where(row => row.GetProperty("outcome").GetString() == "Selected").Select(row => row.GetProperty("application").GetString()!),
    ];

    private async Task<CallResult> ResultAsync(string id, CancellationToken cancellation)
    {
        var selection = await ReadAsync(id, cancellation);
        var (selected, decided) = (Selected(selection), 0);
        foreach (var application in selected)
        {
            var record = (await As("audit").GetAsync($"/api/applications/{application}/facts", cancellation)).Expect(HttpStatusCode.OK).Json;
            if (!record.GetProperty("whole").GetBoolean()) throw new InvalidOperationException("The chain of facts is broken.");
            if (record.GetProperty("facts").EnumerateArray().Any(IsApproval)) decided++;
        }

        return new CallResult(
            id, selection.GetProperty("batches")[0].GetProperty("rows").GetArrayLength(), selected.Count, decided,
            selection.GetProperty("reserved").GetDecimal(), Budget);
    }

    private static bool IsApproval(JsonElement fact) => fact.GetProperty("type").GetString() == "StageClosed"
        && fact.GetProperty("data") is var closed && closed.GetProperty("stage").GetString() == "LeadingGroup"
        && closed.GetProperty("outcome").GetString() == "Passed";
}
