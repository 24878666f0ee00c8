using System.Net;
using System.Text.Json;

namespace Scenarios.Fixtures;

/// <summary>Lists as people read them over HTTP, and what they should show by the records read one by one.</summary>
internal sealed class ListReading(RetryingPeople people, CancellationToken cancellation)
{
    /// <summary>All lines of a list, page by page.</summary>
    public async Task<IReadOnlyList<JsonElement>> PagesAsync(string user, string path)
    {
        var (lines, cursor) = (new List<JsonElement>(), "");
        do
        {
            var page = (await people.AskAsync(user, person => person.GetAsync($"{path}cursor={cursor}", cancellation), cancellation, HttpStatusCode.OK)).Json;
            lines.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("cursor").GetString();
        }
        while (cursor is not null);
        return lines;
    }

    /// <summary>An organisation's list equals its applications, the newest first, each as it is read by its address.</summary>
    public async Task AssertApplicationsAsync(string user, IEnumerable<string> ids)
    {
        var lines = await PagesAsync(user, "/api/applications?limit=5&");
        Assert.Equal(ids.Order(StringComparer.Ordinal), lines.Select(Id).Order(StringComparer.Ordinal));
        foreach (var line in lines)
        {
            var record = (await people.AskAsync(user, person => person.GetAsync($"/api/applications/{Id(line)}", cancellation), cancellation, HttpStatusCode.OK)).Json;
            Assert.Equal(Shown(record), Shown(line));
        }

        var times = lines.Select(line => line.GetProperty("createdAt").GetDateTimeOffset()).ToList();
        Assert.Equal(times.OrderDescending(), times);
    }

    /// <summary>The inboxes hold the assignments that are open by the records, each at whom it was given to.</summary>
    public async Task AssertInboxesAsync(IEnumerable<string> users, IEnumerable<string> ids)
    {
        var records = new Dictionary<string, IReadOnlyList<JsonElement>>();
        foreach (var id in ids) records[id] = await FactsAsync(id);
        var open = records.Values.SelectMany(Open).Order(StringComparer.Ordinal).ToList();
        var shown = new List<string>();
        foreach (var user in users) shown.AddRange((await PagesAsync(user, "/api/assignments?")).Select(item => $"{user} {Id(item)}"));
        shown.Sort(StringComparer.Ordinal);
        if (open.SequenceEqual(shown)) return;
        var (extra, missing) = (shown.Except(open).ToList(), open.Except(shown).ToList());
        var concerned = records.Where(record => extra.Concat(missing).Any(line => line.Contains(record.Key, StringComparison.Ordinal)));
        Assert.Fail(string.Join(Environment.NewLine,
        [
            $"Inboxes show {shown.Count} assignments, {open.Count} are open.",
            .. extra.Select(line => $"Only in an inbox: {line}"),
            .. missing.Select(line => $"In no inbox: {line}"),
            .. concerned.SelectMany(record => record.Value.Select(fact => $"{record.Key} {Words(fact)}")),
        ]));
    }

    /// <summary>An application's facts, as the auditor reads them.</summary>
    private async Task<IReadOnlyList<JsonElement>> FactsAsync(string id)
    {
        var answer = await people.AskAsync(
            "audit", audit => audit.GetAsync($"/api/applications/{id}/facts", cancellation), cancellation, HttpStatusCode.OK);
        return [.. answer.Json.GetProperty("facts").EnumerateArray()];
    }

    /// <summary>Assignments that were opened, and neither answered nor closed with their stage or their application.</summary>
    private static IReadOnlyList<string> Open(IReadOnlyList<JsonElement> record)
    {
        var facts = record.Select(fact => (Type: Text(fact, "type"), Data: fact.GetProperty("data"))).ToList();
        if (facts.Any(fact => fact.Type is "ApplicationWithdrawn" or "ApplicationRejected" or "ApplicationApproved")) return [];
        var decided = facts.Where(fact => fact.Type == "DecisionRecorded").Select(fact => Text(fact.Data, "assignment")).ToHashSet();
        var closed = facts.Where(fact => fact.Type == "StageClosed").Select(fact => Text(fact.Data, "stage")).ToHashSet();
        return
        [
            .. facts.Where(fact => fact.Type == "AssignmentOpened").Select(fact => fact.Data)
                .Where(opened => !decided.Contains(Text(opened, "assignment")) && !closed.Contains(Text(opened, "step")))
                .Select(opened => $"{Text(opened, "assignee")} {Text(opened, "assignment")}"),
        ];
    }

    private static string Words(JsonElement fact) =>
        $"{fact.GetProperty("number")} {Text(fact, "at")} {Text(fact, "type")} {fact.GetProperty("data")}";

    private static string Shown(JsonElement application) => string.Join(' ',
        new[] { "id", "programme", "version", "title", "status", "createdAt" }.Select(name => application.GetProperty(name).ToString()));

    private static string Id(JsonElement item) => Text(item, "id");

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
