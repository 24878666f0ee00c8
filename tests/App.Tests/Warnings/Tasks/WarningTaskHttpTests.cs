using System.Text.Json;
using FunctionsApp.Identity;
using FunctionsApp.Warnings.Tasks;
using static App.Tests.Fixtures.MemoryApp;
using static App.Tests.Warnings.Tasks.MemoryTasks;

namespace App.Tests.Warnings.Tasks;

public sealed class WarningTaskHttpTests
{
    private const string Form = "application/x-www-form-urlencoded";

    private readonly MemoryTasks memory = new(Person("lin"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Assign_WithTheSameKey_AnswersTheSameTasks()
    {
        await memory.PublishAsync();
        var body = $$"""{"kind":"Emergency","organisations":["{{Code.Value}}"],"text":"Do it.","hours":4}""";

        async Task<string> AssignAsync(string? key) => (await CallAsync(
            request => memory.Http.AssignAsync(request, memory.Warning, Cancellation), "pan", body,
            with: request => { if (key is not null) request.Headers["Idempotency-Key"] = key; })).Body;

        Assert.Equal(await AssignAsync("1"), await AssignAsync("1"));
        Assert.NotEqual(await AssignAsync("1"), await AssignAsync(null));

        var (_, list) = await CallAsync(request => memory.Http.ListAsync(request, memory.Warning, Cancellation), "pan");
        Assert.Equal(2, JsonDocument.Parse(list).RootElement.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Page_WrongForm_ComesAgainWithEverythingThatWasTyped()
    {
        await memory.PublishAsync();

        var (http, page) = await CallAsync(
            request => memory.Http.AssignByPageAsync(request, memory.Warning, Cancellation), "pan",
            "key=k1&kind=Emergency&organisations=12345&text=Secure+it&hours=0", Form);

        Assert.Equal(400, http.Response.StatusCode);
        foreach (var kept in new[] { "12345", "Secure it", "value=\"k1\"" }) Assert.Contains(kept, page, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(WarningTaskAssigned), memory.App.Facts);
    }

    [Fact]
    public async Task Page_SentTwice_AssignsOnceAndCanTakeBack()
    {
        await memory.PublishAsync();
        var typed = $"key=k1&kind=Acknowledge&organisations={Code.Value}&text=&hours=24";
        for (var time = 0; time < 2; time++)
        {
            var (sent, _) = await CallAsync(
                request => memory.Http.AssignByPageAsync(request, memory.Warning, Cancellation), "pan", typed, Form);
            Assert.Equal(303, sent.Response.StatusCode);
        }

        var task = Assert.Single((await memory.Desk.OfAsync(memory.Warning, null, Cancellation)).Items).Id;
        await CallAsync(request => memory.Http.WithdrawByPageAsync(request, memory.Warning, task, Cancellation), "pan", "a=b", Form);
        Assert.Equal(WarningTaskStatus.Withdrawn, (await memory.ReadAsync(task)).Status);
    }

    [Theory]
    [InlineData(Role.Publisher, true)]
    [InlineData(Role.Auditor, false)]
    public async Task Page_OfAReader_HasTheFormForThoseWhoMayAssign(Role role, bool hasForm)
    {
        await memory.PublishAsync();

        var (_, page) = await CallAsync(request => memory.Http.ShowAsync(request, memory.Warning, Cancellation), "pan", role: role);

        Assert.Equal(hasForm, page.Contains("name=\"organisations\"", StringComparison.Ordinal));
    }
}
