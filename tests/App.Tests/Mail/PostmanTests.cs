using App.Tests.Fixtures;
using Azure;
using Azure.Data.Tables;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using MailKit.Net.Smtp;
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
    private Func<Task> handOver = () => Task.CompletedTask;
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
            .Returns(async (MimeMessage message, string name, CancellationToken _) =>
            {
                sent.Add((message, name));
                await handOver();
            });
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

    /// <summary>Each delivery after the first begins with what the one before left, on the same day or on a later one.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Deliver_StorageFailsAtEachRequest_SendsUntilItIsRemembered(int days)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var table = tables[Topology.DeliveriesTable];
        for (var write = 1; ; write++)
        {
            var letter = Assignment with { Id = $"letter-{write}" };
            var (before, left) = (sent.Count, write);
            FailAtWrite();
            var failure = await Record.ExceptionAsync(() => postman.DeliverAsync(letter, cancellation));
            table.BeforeNextWrite(() => Task.CompletedTask);
            var isRemembered = failure is null;
            if (!isRemembered) time.Advance(TimeSpan.FromDays(days));

            for (var i = 0; i < 3; i++) await postman.DeliverAsync(letter, cancellation);

            // What fails after the letter left makes it leave once more, with the same Message-ID.
            Assert.InRange(sent.Count - before, 1, isRemembered ? 1 : 2);
            Assert.Single(sent.Skip(before).Select(mail => mail.Message.MessageId).Distinct());
            if (isRemembered) break;

            void FailAtWrite() => table.BeforeNextWrite(() =>
            {
                if (--left == 0) throw new RequestFailedException(503, "ServerBusy");
                FailAtWrite();
                return Task.CompletedTask;
            });
        }

        Assert.Equal(3, sent.Select(mail => mail.Name).Distinct().Count());
    }

    [Fact]
    public async Task Deliver_AnswersOfStorageAreLost_SendsOnceMoreAtMost()
    {
        var cancellation = TestContext.Current.CancellationToken;
        tables[Topology.DeliveriesTable].AfterNextWrite(() => throw new RequestFailedException(503, "ServerBusy"));
        await Assert.ThrowsAsync<RequestFailedException>(() => postman.DeliverAsync(Assignment, cancellation));
        Assert.Empty(sent);

        for (var i = 0; i < 2; i++) await postman.DeliverAsync(Assignment, cancellation);

        Assert.Single(sent);
    }

    [Fact]
    public async Task Deliver_ServerRefuses_LeavesNothingAndSendsLater()
    {
        handOver = () => throw new MailRefusedException("550", SmtpStatusCode.MailboxUnavailable);
        await Assert.ThrowsAsync<MailRefusedException>(
            () => postman.DeliverAsync(Assignment, TestContext.Current.CancellationToken));
        Assert.Empty(await RowsAsync());

        handOver = () => Task.CompletedTask;
        for (var i = 0; i < 2; i++) await postman.DeliverAsync(Assignment, TestContext.Current.CancellationToken);

        Assert.Equal(2, sent.Count);
    }

    /// <summary>Another delivery of it sends it meanwhile: the one that fails must not make it forgotten.</summary>
    [Fact]
    public async Task Deliver_FailsBesideOneThatDoesNot_IsRemembered()
    {
        var cancellation = TestContext.Current.CancellationToken;
        handOver = async () =>
        {
            handOver = () => Task.CompletedTask;
            await postman.DeliverAsync(Assignment, cancellation);
            throw new MailRefusedException("451", SmtpStatusCode.ErrorInProcessing);
        };
        await Assert.ThrowsAsync<MailRefusedException>(() => postman.DeliverAsync(Assignment, cancellation));
        var twice = sent.Count;

        await postman.DeliverAsync(Assignment, cancellation);

        Assert.Equal((2, 2), (twice, sent.Count));
    }

    /// <summary>A row without the mark is of a version that wrote it after the letter left.</summary>
    [Fact]
    public async Task Deliver_LetterOfAnEarlierVersion_IsNotSentAgain()
    {
        await tables[Topology.DeliveriesTable].AddEntityAsync(
            new TableEntity(LetterSeals.NameOf(Assignment.Id), "mail") { ["Letter"] = Assignment.Id },
            TestContext.Current.CancellationToken);

        for (var i = 0; i < 2; i++) await postman.DeliverAsync(Assignment, TestContext.Current.CancellationToken);

        Assert.Empty(sent);
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
        Assert.Empty(await RowsAsync());
    }

    [Theory]
    [InlineData("assignment-opened.a1", "assignment-opened.a1")]
    [InlineData("../../etc/passwd", null)]
    [InlineData(".hidden", null)]
    [InlineData("a|b", null)]
    public void FileName_UnsafeId_IsReplaced(string id, string? name) =>
        Assert.Equal(name ?? Ids.From("letter", id), Postman.FileName(id));

    private async Task<IReadOnlyList<TableEntity>> RowsAsync() => await tables[Topology.DeliveriesTable]
        .QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken)
        .ToListAsync(TestContext.Current.CancellationToken);

    private static Letter Assignment => new(
        "assignment-opened.a1", "assignment-opened", "expert-1", null, Language.English,
        new Dictionary<string, string>
        {
            ["title"] = "t", ["programme"] = "p", ["stage"] = "s", ["step"] = "s", ["details"] = "p: x", ["due"] = "d",
        },
        new LetterCallback("assignments/a1/answer", "decide", "a1", "d", Now.AddDays(3)));
}
