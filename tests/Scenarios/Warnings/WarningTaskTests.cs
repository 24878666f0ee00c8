using System.Net;
using LocalHost.Demo;

namespace Scenarios.Warnings;

/// <summary>Organisations acknowledge a warning and report on emergency tasks; the end of the warning takes back what waits.</summary>
public sealed class WarningTaskTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private const string Ours = "91440300MA5EXA1291";
    private const string Other = "91440300MA5EXB340R";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tasks_OfAWarning_AreAnsweredLapseAndEndWithIt()
    {
        var warning = await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("tasks"));
        await AssignAsync(warning, "Acknowledge", null, 24, Ours, Other);
        var (mail, user) = Asked(await TaskAsync(warning, Ours));
        var page = (await city.Person(user).GetAsync(mail.Link!.PathAndQuery, Cancellation)).Expect(HttpStatusCode.OK);
        Assert.Contains("Long lead times tasks", page.Body);
        var answer = new { token = mail.Token };
        Assert.Equal(
            HttpStatusCode.Forbidden, (await city.Person("pan").PostAsync(mail.Link.AbsolutePath, answer, Cancellation)).Status);

        (await city.Person(user).PostAsync(mail.Link.AbsolutePath, answer, Cancellation)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal(("Done", "Asked"), ((await TaskAsync(warning, Ours)).Status, (await TaskAsync(warning, Other)).Status));

        await city.PassAsync(TimeSpan.FromHours(25));
        Assert.Equal("Lapsed", (await TaskAsync(warning, Other)).Status);
        Assert.Single(
            city.MailsTo("pan"),
            letter => letter.Subject.Contains("Long lead times tasks") || letter.Subject.Contains("交付延期 tasks"));

        await AssignAsync(warning, "Emergency", "Secure your deliveries.", 48, Ours);
        var task = await TaskAsync(warning, Ours);
        Assert.Equal("Asked", task.Status);
        (await warning.CancelAsync()).Expect(HttpStatusCode.Accepted);
        Assert.Equal("Withdrawn", (await TaskAsync(warning, Ours)).Status);
        (mail, user) = Asked(task);
        Assert.Equal("assignment-closed", (await city.Person(user).PostAsync(
            mail.Link!.AbsolutePath, new { token = mail.Token, result = "Done", text = "Done." }, Cancellation)).Problem);
    }

    private async Task AssignAsync(WarningUnderTest warning, string kind, string? text, int hours, params string[] organisations)
    {
        (await city.Person("pan").PostAsync($"{warning.Address}/tasks", new { kind, organisations, text, hours }, Cancellation))
            .Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
    }

    /// <summary>The newest task of an organisation.</summary>
    private async Task<(string Id, string Status)> TaskAsync(WarningUnderTest warning, string organisation)
    {
        var tasks = (await city.Person("audit").GetAsync($"{warning.Address}/tasks", Cancellation)).Expect(HttpStatusCode.OK);
        var task = tasks.Json.GetProperty("items").EnumerateArray()
            .First(each => each.GetProperty("organisation").GetString() == organisation);
        return (task.GetProperty("id").GetString()!, task.GetProperty("status").GetString()!);
    }

    private (Mail Mail, string User) Asked((string Id, string Status) task)
    {
        var mail = city.Mailbox.All().First(mail => mail.Link?.AbsolutePath.Contains(task.Id, StringComparison.Ordinal) == true);
        return (mail, city.App.DevUsers.Single(user => user.Value.Email == mail.To).Key);
    }
}
