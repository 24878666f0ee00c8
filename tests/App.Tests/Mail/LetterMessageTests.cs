using System.Runtime.CompilerServices;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using MimeKit;

namespace App.Tests.Mail;

public sealed class LetterMessageTests
{
    private static readonly MailboxAddress From = new("Programme", "noreply@example.com");
    private static readonly MailboxAddress To = new("Expert", "expert@example.com");
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string> Values = new()
    {
        ["title"] = "检测平台", ["programme"] = "专项", ["step"] = "评审", ["details"] = "项目：专项\n阶段：评审", ["due"] = "2026-03-09 18:00",
        ["items"] = "- 计划书：缺页\n- 预算：合计有误", ["appeal"] = "You may appeal.", ["reason"] = "签字缺失", ["document"] = "计划书",
        ["application"] = "0123456789abcdefghjk", ["at"] = "2026-03-02 09:00", ["needed"] = "2",
        ["organisation"] = "检测中心", ["partner"] = "宝安检测院", ["by"] = "2026-03-12", ["from"] = "吴静", ["ruling"] = "异议不成立", ["answer"] = "已核查。",
        ["institution"] = "示范银行", ["name"] = "李丽", ["roles"] = "签署人",
        ["change"] = "发布黄色预警", ["headline"] = "检测平台", ["event"] = "断供风险", ["sector"] = "检验检测",
        ["expires"] = "2026-03-09 18:00", ["scheme"] = "自定等级", ["text"] = "检测平台\n\n正文", ["choice"] = "领域：检验检测",
        ["day"] = "2026-03-02", ["news"] = "检验检测\n- 检测平台",
        ["count"] = "2", ["note"] = "请知悉。", ["reviews"] = "- 检测平台：评审, 2026-03-12 18:00", ["page"] = "https://x.example/oversight?light=Red",
        ["host"] = "检测平台.example", ["kind"] = "应急任务", ["result"] = "已完成", ["report"] = "已核查库存。",
        ["fileName"] = "report.csv", ["what"] = "材料和文字内容", ["faults"] = "- 第 3 行：应为数字",
    };

    private const string Link = "https://x.example/api/applications/a";

    public static TheoryData<string, Language> All =>
        [.. Templates.Names.SelectMany(name => Enum.GetValues<Language>(), (name, language) => (name, language))];

    [Theory]
    [MemberData(nameof(All))]
    public void Write_EachTemplate_HasItsWordsAndNoLeftOvers(string template, Language language)
    {
        var link = LinkOf(template, "https://x.example/api/a?token=t");
        var message = LetterMessage.Write(Letter(template, language), From, To, link, At);

        // These are about no matter that has a title.
        if (template is not ("subscription-confirm" or "subscription-exists" or "subscriber-digest"))
        {
            Assert.Contains("检测平台", message.Subject);
        }

        Assert.DoesNotContain('{', message.Subject + message.TextBody + message.HtmlBody);
        if (link is not null) Assert.Contains(link, message.TextBody);
        Assert.Contains($"lang=\"{language.Tag()}\"", message.HtmlBody);
    }

    /// <summary>An address keeps every message that has it: the sender's is one for all of them.</summary>
    [Fact]
    public void Write_MessageOfASenderThatIsKept_IsNotKeptByIt()
    {
        var written = Written();
        GC.Collect();
        Assert.False(written.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Written() => new(LetterMessage.Write(
            Letter("subscriber-digest", Language.Chinese), From, new MailboxAddress("Reader", "reader@example.com"),
            LinkOf("subscriber-digest", Link), At));
    }

    /// <summary>An applicant finds the application again by its number and its link.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Write_ToAnApplicant_HasTheNumber(string template, Language language)
    {
        var message = LetterMessage.Write(Letter(template, language), From, To, LinkOf(template, Link), At);

        if (template.StartsWith("application-", StringComparison.Ordinal) || template.StartsWith("document-", StringComparison.Ordinal))
        {
            Assert.Contains("0123456789abcdefghjk", message.TextBody, StringComparison.Ordinal);
        }

        Assert.DoesNotMatch("[\u4e00-\u9fff）”]:", message.TextBody);
    }

    /// <summary>Null for a letter without one.</summary>
    private static string? LinkOf(string template, string link) => Templates.Find(template).Action is null ? null : link;

    [Fact]
    public void Write_Attachment_ComesWithItsNameAndText()
    {
        var file = new LetterAttachment("appointment.ics", "text/calendar; charset=utf-8", "SUMMARY:现场考察");
        var letter = Letter("application-approved", Language.Chinese) with { Attachment = file };

        var message = LetterMessage.Write(letter, From, To, Link, At);

        var part = Assert.IsType<TextPart>(Assert.Single(message.Attachments));
        Assert.Equal(("appointment.ics", "text/calendar", "SUMMARY:现场考察"), (part.FileName, part.ContentType.MimeType, part.Text));
        Assert.Contains("检测平台", message.TextBody, StringComparison.Ordinal);
    }

    /// <summary>RFC 8058: mail programs end it by one click, people by the page.</summary>
    [Fact]
    public void Write_ToASubscriber_HasTheWayOut()
    {
        var exit = new MailExit("https://x.example/api/subscriptions/s/unsubscribe?token=t", "https://x.example/subscriptions/s?token=t");
        var message = LetterMessage.Write(Letter("subscriber-item"), From, To, null, At, exit);

        Assert.Equal($"<{exit.OneClick}>", message.Headers[HeaderId.ListUnsubscribe]);
        Assert.Equal("List-Unsubscribe=One-Click", message.Headers[HeaderId.ListUnsubscribePost]);
        Assert.Contains(exit.Page, message.TextBody, StringComparison.Ordinal);
        Assert.Contains($"href=\"{exit.Page}\"", message.HtmlBody, StringComparison.Ordinal);
        Assert.Null(LetterMessage.Write(Letter("subscriber-item"), From, To, null, At).Headers[HeaderId.ListUnsubscribe]);
    }

    [Fact]
    public void Write_LineBreakInTheTitle_AddsNoHeader()
    {
        var values = new Dictionary<string, string>(Values) { ["title"] = "x\r\nBcc: victim@example.com" };
        var message = LetterMessage.Write(Letter("application-approved") with { Values = values }, From, To, Link, At);
        using var stream = new MemoryStream();
        message.WriteTo(stream, TestContext.Current.CancellationToken);
        stream.Position = 0;
        var read = MimeMessage.Load(stream, TestContext.Current.CancellationToken);

        Assert.Empty(read.Bcc);
        Assert.Equal("申请已通过：x Bcc: victim@example.com", read.Subject);
    }

    [Fact]
    public void Write_LongLines_AreEncodedForTransport()
    {
        var values = new Dictionary<string, string>(Values) { ["reason"] = new string('长', 5000), ["title"] = new string('题', 2000) };
        var message = LetterMessage.Write(Letter("application-rejected") with { Values = values }, From, To, Link, At);
        using var stream = new MemoryStream();
        message.WriteTo(stream, TestContext.Current.CancellationToken);

        var text = System.Text.Encoding.Latin1.GetString(stream.ToArray());
        Assert.All(text.Split('\n'), line => Assert.InRange(line.TrimEnd('\r').Length, 0, 998));
        Assert.True(System.Text.Ascii.IsValid(text));
        Assert.Contains(new string('长', 5000), message.TextBody);
    }

    [Fact]
    public void Write_MarkupInAValue_IsEncodedInHtmlOnly()
    {
        var values = new Dictionary<string, string>(Values) { ["reason"] = "<script>{title}</script>" };
        var message = LetterMessage.Write(Letter("application-rejected") with { Values = values }, From, To, Link, At);

        Assert.Contains("<script>{title}</script>", message.TextBody);
        Assert.Contains("&lt;script&gt;{title}&lt;/script&gt;", message.HtmlBody);
    }

    [Fact]
    public void Write_LinesOfDetails_StayLines()
    {
        var message = LetterMessage.Write(Letter("assignment-opened"), From, To, "https://x.example/", At);

        Assert.Contains("项目：专项\n阶段：评审\n截止时间", message.TextBody!.ReplaceLineEndings("\n"));
        Assert.Contains("项目：专项<br>阶段：评审<br>截止时间", message.HtmlBody);
    }

    [Fact]
    public void Write_SameNoticeTwice_HasOneMessageId()
    {
        var (one, again) = (LetterMessage.Write(Letter("application-approved"), From, To, Link, At),
            LetterMessage.Write(Letter("application-approved"), From, To, Link, At.AddDays(1)));

        Assert.Equal(one.MessageId, again.MessageId);
        Assert.NotEqual(one.MessageId, LetterMessage.Write(Letter("application-approved") with { Id = "other" }, From, To, Link, At).MessageId);
    }

    [Fact]
    public void Write_UnknownTemplateOrMissingValue_IsUnwritable()
    {
        Assert.Throws<UnwritableLetterException>(() => LetterMessage.Write(Letter("no-such"), From, To, Link, At));
        Assert.Throws<UnwritableLetterException>(
            () => LetterMessage.Write(Letter("application-approved") with { Values = new Dictionary<string, string>() }, From, To, Link, At));
    }

    [Fact]
    public void Write_LinkMissing_IsUnwritable() =>
        Assert.Throws<UnwritableLetterException>(() => LetterMessage.Write(Letter("assignment-opened"), From, To, null, At));

    [Theory]
    [InlineData("a@example.com", true)]
    [InlineData("a@example.com, b@example.com", false)]
    [InlineData("A <a@example.com>", false)]
    [InlineData("a@example.com\r\nBcc: b@example.com", false)]
    [InlineData("nobody", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Address_OneAddressAndNothingMore_IsTaken(string? text, bool valid) =>
        Assert.Equal(valid, LetterMessage.Address(text) is not null);

    private static Letter Letter(string template, Language language = Language.Chinese) =>
        new("n1", template, null, "a@example.com", language, Values);
}
