using FunctionsApp.Assignments.Copying;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments.Copying;

public sealed class CopyLettersTests
{
    private readonly AskingBench bench = new(Monday, CopyAggregate.Kind);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_Twice_WritesOneLetterWithTheNote()
    {
        var matter = new CopiedMatter(Id, new LocalizedText("午餐", "Lunch"), new LocalizedText("食堂", "Canteen"));
        var staff = AskingBench.Directory([Member("a"), Member("b", language: "en")]);
        var letters = new CopyLetters(bench.Store, staff, bench.Bulletins);
        await bench.Store.PutAsync(
            CopyAggregate.Kind, Id, copies => SendCopy.Decide(copies, matter, new CopyForm("b", "Read this."), "a", ["b"], Monday),
            Cancellation);

        await letters.SendAsync(Id, new CopySent(1, "a", "b"), Cancellation);
        await letters.SendAsync(Id, new CopySent(1, "a", "b"), Cancellation);

        var letter = Assert.Single(bench.Letters.DistinctBy(each => each.Id));
        Assert.Equal(
            ("b", "Lunch", "a", $"applications/{Id}"), (letter.StaffId, letter.Values["title"], letter.Values["from"], letter.Link));
        var text = Templates.Fill(Templates.Find(letter.Template).Body.English, letter.Values);
        Assert.Contains("Read this.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_NoSuchCopy_WritesNothing()
    {
        var letters = new CopyLetters(bench.Store, AskingBench.Directory([]), bench.Bulletins);
        await letters.SendAsync(Id, new CopySent(1, "a", "b"), Cancellation);

        Assert.Empty(bench.Letters);
    }
}
