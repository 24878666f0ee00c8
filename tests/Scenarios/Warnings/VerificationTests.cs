using System.Net;

namespace Scenarios.Warnings;

/// <summary>An officer confirms or dismisses a draft; until then it is for staff alone.</summary>
public sealed class VerificationTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Draft_BeforeVerification_IsForStaffAlone()
    {
        var warning = await WarningUnderTest.ReportAsync(city, WarningUnderTest.Signal("draft"));

        Assert.Equal(HttpStatusCode.NotFound, (await warning.ReadAsync(null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await warning.ReadAsync("lin")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await city.Person(null).GetAsync($"{warning.Address}/cap", Cancellation)).Status);
        foreach (var staff in new[] { "pan", "deng", "audit" }) Assert.Equal("Draft", (await warning.ReadAsync(staff)).Expect(HttpStatusCode.OK).Json.GetProperty("status").GetString());
        Assert.Empty(await warning.FeedAsync());
        Assert.Empty(warning.Bulletins());
    }

    [Fact]
    public async Task Verification_Dismissed_PublishesNothing()
    {
        var warning = await WarningUnderTest.ReportAsync(city, WarningUnderTest.Signal("dismissed"));
        var (mail, user) = Assert.Single(city.Verifications(warning.Id));

        (await warning.VerifyAsync(user, mail, "Dismiss")).Expect(HttpStatusCode.Accepted);
        await city.PassAsync(TimeSpan.FromDays(2));

        Assert.Equal("Dismissed", await warning.StatusAsync());
        Assert.Empty(warning.Bulletins());
        Assert.Equal(HttpStatusCode.NotFound, (await warning.ReadAsync(null)).Status);
        Assert.Single(city.Mailbox.All(), sent => sent.Link?.AbsolutePath == mail.Link!.AbsolutePath);
    }

    [Fact]
    public async Task Verification_SecondTime_SameIsAnsweredAlikeAndOtherRefused()
    {
        var warning = await WarningUnderTest.ReportAsync(city, WarningUnderTest.Signal("twice"));
        var (mail, user) = Assert.Single(city.Verifications(warning.Id));
        (await warning.VerifyAsync(user, mail, "Confirm")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        (await warning.VerifyAsync(user, mail, "Confirm")).Expect(HttpStatusCode.OK);
        foreach (var other in new[] { await warning.VerifyAsync(user, mail, "Dismiss"), await warning.VerifyAsync(user, mail, "Confirm", "Red") })
        {
            Assert.Equal((HttpStatusCode.Conflict, "already-decided"), (other.Status, other.Problem));
        }

        await city.SettleAsync();
        Assert.Equal([("Alert", "Yellow")], warning.Bulletins());
    }

    [Fact]
    public async Task Verification_ForeignToken_IsForbidden()
    {
        var warning = await WarningUnderTest.ReportAsync(city, WarningUnderTest.Signal("mine"));
        var other = await WarningUnderTest.ReportAsync(city, WarningUnderTest.Signal("theirs"));
        var (mail, user) = Assert.Single(city.Verifications(warning.Id));
        var foreign = Assert.Single(city.Verifications(other.Id)).Mail;

        // Another warning's link, another person with the right link, and one that somebody made up.
        Assert.Equal("invalid-callback", (await warning.VerifyAsync(user, mail, "Confirm", token: foreign.Token)).Expect(HttpStatusCode.Forbidden).Problem);
        Assert.Equal("not-assignee", (await warning.VerifyAsync("guo", mail, "Confirm")).Expect(HttpStatusCode.Forbidden).Problem);
        Assert.Equal("invalid-callback", (await warning.VerifyAsync(user, mail, "Confirm", token: "a.b.c")).Expect(HttpStatusCode.Forbidden).Problem);
        Assert.Equal("Draft", await warning.StatusAsync());
    }

    [Fact]
    public async Task Verification_NobodyAnswers_RemindsAsksTheDelegateAndLapses()
    {
        var warning = await WarningUnderTest.ReportAsync(city, WarningUnderTest.Signal("silence"));
        var (mail, first) = Assert.Single(city.Verifications(warning.Id));

        await city.PassAsync(TimeSpan.FromHours(5));
        Assert.Equal(2, city.MailsTo(first).Count(sent => sent.Link?.AbsolutePath == mail.Link!.AbsolutePath));
        Assert.Empty(city.Verifications(warning.Id));

        await city.PassAsync(TimeSpan.FromHours(4));
        var (_, delegated) = Assert.Single(city.Verifications(warning.Id));
        Assert.NotEqual(first, delegated);
        Assert.Equal("assignment-closed", (await warning.VerifyAsync(first, mail, "Confirm")).Expect(HttpStatusCode.Conflict).Problem);

        await city.PassAsync(TimeSpan.FromHours(16));
        Assert.Equal("Lapsed", await warning.StatusAsync());
        Assert.Empty(warning.Bulletins());
    }
}
