using System.Net;
using System.Text.Json;
using LocalHost.Demo;

namespace Scenarios.Fixtures;

/// <summary>One application and what people do with it.</summary>
public sealed class ApplicationUnderTest(CityUnderTest city, Person applicant, string id, string programme)
{
    public const string SpecialFund = "special-fund-rd";
    public const string Demonstration = "demonstration-institution";

    public string Id => id;

    public string Programme => programme;

    public string Address => $"/api/applications/{id}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static object Draft(string title, string programme = SpecialFund) => programme == SpecialFund
        ? new { programme, title, sector = "testing", amount = 1_200_000, district = "440305" }
        : new { programme, title, sector = "testing", district = "440305" };

    /// <summary>The application as its applicant sees it.</summary>
    public async Task<JsonElement> ReadAsync() => (await applicant.GetAsync(Address, Cancellation)).Expect(HttpStatusCode.OK).Json;

    public async Task<string> StatusAsync() => (await ReadAsync()).GetProperty("status").GetString()!;

    public async Task<JsonElement> SlotAsync(string type) =>
        (await ReadAsync()).GetProperty("documents").EnumerateArray().Single(slot => slot.GetProperty("type").GetString() == type);

    /// <summary>The record as the auditor sees it, after a look at its chain.</summary>
    public async Task<IReadOnlyList<JsonElement>> FactsAsync()
    {
        var record = (await city.Person("audit").GetAsync($"{Address}/facts", Cancellation)).Expect(HttpStatusCode.OK).Json;
        Assert.True(record.GetProperty("whole").GetBoolean(), "The chain of facts is broken.");
        return [.. record.GetProperty("facts").EnumerateArray()];
    }

    public async Task<IReadOnlyList<string>> FactTypesAsync() => [.. (await FactsAsync()).Select(fact => fact.GetProperty("type").GetString()!)];

    /// <summary>Facts of one type, in order.</summary>
    public async Task<IReadOnlyList<JsonElement>> FactsAsync(string type) =>
        [.. (await FactsAsync()).Where(fact => fact.GetProperty("type").GetString() == type).Select(fact => fact.GetProperty("data"))];

    /// <summary>Does something that must leave no trace on the application.</summary>
    public async Task UnchangedAsync(Func<Task> act)
    {
        var before = await SnapshotAsync();
        await act();
        await city.SettleAsync();
        Assert.Equal(before, await SnapshotAsync());
    }

    public Task<Answer> TryUploadAsync(string type, string fileName, string mediaType, byte[] content) =>
        applicant.UploadAsync(id, type, fileName, mediaType, content, Cancellation);

    public async Task UploadAsync(string type, string fileName, string mediaType, byte[] content) =>
        (await TryUploadAsync(type, fileName, mediaType, content)).Expect(HttpStatusCode.Accepted);

    public Task<Answer> TryFillAsync(object answers) =>
        applicant.PutAsync($"{Address}/form", System.Net.Http.Json.JsonContent.Create(answers), Cancellation);

    /// <summary>Saves the form, as complete as the programme wants it.</summary>
    public async Task FillAsync(object? answers = null) => (await TryFillAsync(answers ?? DemoForm.Answers())).Expect(HttpStatusCode.OK);

    /// <summary>The form, where the programme has one, and every required document; with the last one's check the application is submitted.</summary>
    public async Task UploadAllAsync(params IReadOnlyList<string> without)
    {
        var files = new Dictionary<string, (string Name, string Media, byte[] Content)>
        {
            ["application-form"] = ("form.pdf", Media.Pdf, DemoFiles.Pdf("Application form", "Nanshan Photonics Test Centre")),
        };
        if (programme == SpecialFund)
        {
            files["work-plan"] = ("plan.docx", Media.Docx, DemoFiles.Docx("工作计划", "第一期：十二个月。"));
            files["budget"] = ("budget.xlsx", Media.Xlsx, DemoFiles.Xlsx(("设备", 900_000m), ("人员", 300_000m)));
        }
        else
        {
            files["service-record"] = ("record.pdf", Media.Pdf, DemoFiles.Pdf("Record of services", "2025: 310 reports"));
            files["licence-scan"] = ("licence.pdf", Media.Pdf, DemoFiles.Pdf("Business licence", "91440300MA5EXA1291"));
        }

        if (programme == SpecialFund) await FillAsync();
        foreach (var (type, file) in files.Where(file => !without.Contains(file.Key))) await UploadAsync(type, file.Name, file.Media, file.Content);
    }

    /// <summary>Documents that are checked one after the other, so that the record is the same each time.</summary>
    /// <param name="types">All that the programme requires.</param>
    public async Task UploadOneByOneAsync(params IReadOnlyList<string> types)
    {
        foreach (var type in types)
        {
            await UploadAllAsync([.. types.Where(other => other != type)]);
            await city.SettleAsync();
        }
    }

    public Task<Answer> SubmitAsync() => applicant.PostAsync($"{Address}/submit", null, Cancellation);

    public Task<Answer> WithdrawAsync() => applicant.PostAsync($"{Address}/withdraw", null, Cancellation);

    /// <summary>Who was newly asked to decide a stage, each with the mail.</summary>
    public IReadOnlyList<(Mail Mail, string User)> Asked(string stage) => city.Assignments(id, stage);

    /// <summary>Posts a decision to the address of a mailed link, signed in as <paramref name="user"/>.</summary>
    public Task<Answer> TryDecideAsync(Mail mail, string user, string decision, string? comment = null, params IReadOnlyList<object> items) =>
        city.Person(user).PostAsync(mail.Link!.AbsolutePath, new { token = mail.Token, decision, comment, items }, Cancellation);

    /// <summary>Everyone newly asked in the stage opens the mailed link and decides the same; what follows from it is over on return.</summary>
    /// <returns>The users who decided.</returns>
    public async Task<IReadOnlyList<string>> DecideAsync(string stage, string decision, string? comment = null, params IReadOnlyList<object> items)
    {
        var asked = Asked(stage);
        Assert.NotEmpty(asked);
        foreach (var (mail, user) in asked)
        {
            (await city.Person(user).GetAsync(mail.Link!.PathAndQuery, Cancellation)).Expect(HttpStatusCode.OK);
            (await TryDecideAsync(mail, user, decision, comment, items)).Expect(HttpStatusCode.Accepted);
        }

        await city.SettleAsync();
        return [.. asked.Select(one => one.User)];
    }

    /// <summary>The one newly asked sends the application back for one document.</summary>
    public Task<IReadOnlyList<string>> ReturnAsync(string stage, string document, string reason) =>
        DecideAsync(stage, "Return", "Not yet.", new { document, reason });

    private async Task<string> SnapshotAsync()
    {
        var facts = (await city.Person("audit").GetAsync($"{Address}/facts", Cancellation)).Expect(HttpStatusCode.OK);
        var state = (await applicant.GetAsync(Address, Cancellation)).Expect(HttpStatusCode.OK);
        return $"{state.ETag}\n{state.Body}\n{facts.Body}";
    }
}
