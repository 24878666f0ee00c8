using App.Tests.Fixtures;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Moq;

namespace App.Tests.Mail;

public sealed class PostmanTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Now);
    private readonly List<(MimeMessage Message, string Name)> sent = [];
    private readonly MemoryTables tables = new();
    private readonly DeliveryStore deliveries;
    private readonly CallbackTokens tokens;
    private readonly Postman postman;

    public PostmanTests()
    {
        var key = new CallbackKey { Id = "k", Secret = Convert.ToBase64String(new byte[32]) };
        tokens = new CallbackTokens(Options.Create(new CallbackOptions { Keys = [key] }), time);
        var staff = new StaffDirectory(
            Options.Create(new StaffOptions { Staff = [new StaffMember { Id = "expert-1", Name = "专家", Email = "expert@example.com" }] }));
        var connection = new Mock<IMailConnection>();
        connection.Setup(sender => sender.SendAsync(It.IsAny<MimeMessage>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Callback((MimeMessage message, string name, CancellationToken _) => sent.Add((message, name)))
            .Returns(Task.CompletedTask);
        var mail = new Mock<IMailSender>();
        mail.Setup(sender => sender.OpenAsync(It.IsAny<CancellationToken>())).ReturnsAsync(connection.Object);
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["PublicBaseUrl"] = "https://x.example/" }).Build();
        deliveries = new DeliveryStore(tables, new SentDayStore(tables), time);
        postman = new Postman(
            staff, tokens, mail.Object, deliveries, new CanaryStore(tables, time),
            new LetterSeals(Options.Create(new CallbackOptions { Keys = [key] })), new PublicAddress(settings),
            Options.Create(new MailOptions { From = "noreply@example.com" }),
            time, NullLogger<Postman>.Instance);
    }

    [Fact]
    public async Task Deliver_AssignmentToStaff_CarriesALinkThatOnlySheCanUse()
    {
        await postman.DeliverAsync(Assignment, TestContext.Current.CancellationToken);

        var (message, name) = Assert.Single(sent);
        Assert.Equal("expert@example.com", Assert.IsType<MailboxAddress>(Assert.Single(message.To)).Address);
        Assert.Equal("assignment-opened.a1", name);
        var link = new Uri(message.TextBody!.Split('\n').Single(line => line.StartsWith("https://", StringComparison.Ordinal)).Trim());
        Assert.Equal("https://x.example/api/assignments/a1/answer", link.GetLeftPart(UriPartial.Path));
        Assert.Equal(new CallbackToken("decide", "a1", "expert-1", "d", Now.AddDays(3)),
            tokens.Validate(link.Query["?token=".Length..], "decide", "a1"));
    }

    [Fact]
    public async Task Deliver_Twice_SendsOnce()
    {
        await postman.DeliverAsync(Assignment, TestContext.Current.CancellationToken);
        await postman.DeliverAsync(Assignment, TestContext.Current.CancellationToken);

        Assert.Single(sent);
    }

    [Fact]
    public async Task Deliver_UnknownStaffOrCallbackToAnOutsider_IsUnwritableAndNotRemembered()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await Assert.ThrowsAsync<UnwritableLetterException>(
            () => postman.DeliverAsync(Assignment with { StaffId = "gone" }, cancellation));
        await Assert.ThrowsAsync<UnwritableLetterException>(
            () => postman.DeliverAsync(Assignment with { StaffId = null, Email = "a@example.com" }, cancellation));

        Assert.Empty(sent);
        Assert.Equal(0, tables[Topology.DeliveriesTable].Writes);
    }

    [Theory]
    [InlineData("assignment-opened.a1", "assignment-opened.a1")]
    [InlineData("../../etc/passwd", null)]
    [InlineData(".hidden", null)]
    [InlineData("a|b", null)]
    public void FileName_UnsafeId_IsReplaced(string id, string? name) =>
        Assert.Equal(name ?? Ids.From("letter", id), Postman.FileName(id));

    private static Letter Assignment => new(
        "assignment-opened.a1", "assignment-opened", "expert-1", null, Language.English,
        new Dictionary<string, string>
        {
            ["title"] = "t", ["programme"] = "p", ["stage"] = "s", ["step"] = "s", ["details"] = "p: x", ["due"] = "d",
        },
        new LetterCallback("assignments/a1/answer", "decide", "a1", "d", Now.AddDays(3)));
}
