using FunctionsApp.Assignments;
using FunctionsApp.Mail;
using MimeKit;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments;

public sealed class AssignmentLettersTests
{
    private readonly AskingBench bench = new(Monday, Kind);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AssignmentLetters.Opened, "zh-CN", "午餐（投票）", "问题：Noodles?", "2026-03-09 18:00")]
    [InlineData(AssignmentLetters.Opened, "en", "Lunch (Vote)", "Question: Noodles?", "2026-03-09 18:00")]
    [InlineData(AssignmentLetters.Reminder, "zh-CN", "午餐（投票）", "问题：Noodles?", "2026-03-09 18:00")]
    [InlineData(AssignmentLetters.Reminder, "en", "Lunch (Vote)", "Question: Noodles?", "2026-03-09 18:00")]
    [InlineData(AssignmentLetters.Escalated, "zh-CN", "午餐（投票）", "问题：Noodles?", "2026-03-12 18:00")]
    [InlineData(AssignmentLetters.Escalated, "en", "Lunch (Vote)", "Question: Noodles?", "2026-03-12 18:00")]
    public async Task Send_EachLetterOfAQuestion_CanBeWrittenInTheAssigneesLanguage(
        string template, string language, string subject, string detail, string due)
    {
        Question question = new PollQuestion(bench.Tools(Member("a", language: language), Member("b", language: language)), Plan(1));
        await bench.Store.HoldAsync();
        await question.OpenAsync(Lunch, Monday, Cancellation);
        await question.RemindAsync(Lunch, 0, Cancellation);
        await question.EscalateAsync(Lunch, Monday.AddDays(9), Cancellation);

        var message = Written(Assert.Single(bench.Letters, letter => letter.Template == template));

        Assert.Contains(subject, message.Subject);
        Assert.Contains(detail, message.TextBody);
        Assert.Contains(due, message.TextBody);
        Assert.DoesNotContain('{', message.Subject + message.TextBody + message.HtmlBody);
    }

    [Fact]
    public async Task Send_Callback_IsForThisAssignmentThisContentAndAWeekLonger()
    {
        Question question = new PollQuestion(bench.Tools(Member("a")), Plan(1));
        await bench.Store.HoldAsync();
        await question.OpenAsync(Lunch, Monday, Cancellation);

        var id = AssignmentId.Of(Lunch, 1);
        Assert.Equal(
            new LetterCallback($"assignments/{id}/answer", PollQuestion.Name, id, Digest(Text), Assignment(1).Lapses.AddDays(7)),
            Assert.Single(bench.Letters).Callback);
    }

    [Fact]
    public async Task Send_AfterTheContentChanged_NamesTheNewContent()
    {
        Question question = new PollQuestion(bench.Tools(Member("a")), Plan(1));
        await bench.Store.HoldAsync();
        await question.OpenAsync(Lunch, Monday, Cancellation);
        await bench.Store.RewordAsync("Rice?");
        await question.RemindAsync(Lunch, 0, Cancellation);

        Assert.Equal([Digest(Text), Digest("Rice?")], bench.Letters.Select(letter => letter.Callback!.Digest));
    }

    [Fact]
    public async Task Send_AssigneeLeftTheStaff_WritesInChinese()
    {
        var letters = new AssignmentLetters(
            AskingBench.Directory([]), bench.Bulletins, Microsoft.Extensions.Options.Options.Create(new AssignmentOptions()));
        await letters.SendAsync(AssignmentLetters.Opened, Assignment(1, "gone"), [], Digest(Text), Cancellation);

        Assert.Equal("午餐", Assert.Single(bench.Letters).Values["title"]);
    }

    private static MimeMessage Written(Letter letter) => LetterMessage.Write(
        letter, new MailboxAddress("Programme", "noreply@example.com"), new MailboxAddress("x", "x@example.com"),
        "https://x.example/a?token=t", Monday);
}
