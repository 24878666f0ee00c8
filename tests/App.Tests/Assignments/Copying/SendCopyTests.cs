using FunctionsApp.Assignments;
using FunctionsApp.Assignments.Copying;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments.Copying;

public sealed class SendCopyTests
{
    private static readonly CopiedMatter Matter = new(Id, new LocalizedText("午餐", "Lunch"), new LocalizedText("食堂", "Canteen"));

    [Fact]
    public void Decide_SomeoneOnTheList_GetsACopyOfWhichTheNoteIsNoFact()
    {
        var change = Send(null, "b", " Please note. ");

        Assert.Equal(new Copy(1, "b", "a", "Please note.", Monday), Assert.Single(change.Next.Items));
        Assert.Equal(new CopySent(1, "a", "b"), Assert.Single(change.Facts).Fact);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Decide_WithoutNote_KeepsNone(string? note) => Assert.Null(Send(null, "b", note).Next.Items[0].Note);

    [Fact]
    public void Decide_SamePersonAgain_ChangesNothing()
    {
        var copies = Send(null, "b").Next;

        Assert.Empty(Send(copies, "b", "Another note").Facts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    public void Decide_SomeoneNotOnTheList_NamesTheField(string to) => Assert.Equal(
        "#/to", Assert.Single(Assert.Throws<ProblemException>(() => Send(null, to)).Errors).Pointer);

    [Theory]
    [InlineData(SendCopy.Most - 1, true)]
    [InlineData(SendCopy.Most, false)]
    public void Decide_ManyCopies_EndsAtTheCap(int before, bool allowed)
    {
        var items = Enumerable.Range(1, before).Select(number => new Copy(number, $"p{number}", "a", null, Monday));
        var copies = new Copies(Matter, [.. items]);

        if (allowed) Assert.Equal(SendCopy.Most, Send(copies, "b").Next.Items.Count);
        else Assert.Equal(AssignmentProblems.TooManyCopies, Assert.Throws<ProblemException>(() => Send(copies, "b")).Type);
    }

    [Fact]
    public void Read_Twice_IsRecordedOnceAndForItsReaderOnly()
    {
        var copies = Send(Send(null, "b").Next, "c").Next;
        var read = ReadCopy.Decide(copies, "c", Monday.AddHours(1));

        Assert.Equal([null, Monday.AddHours(1)], read.Next.Items.Select(copy => copy.ReadAt));
        Assert.Equal(new CopyRead(2, "c"), Assert.Single(read.Facts).Fact);
        Assert.Empty(ReadCopy.Decide(read.Next, "c", Monday.AddHours(2)).Facts);
    }

    [Fact]
    public void Read_ByOthers_IsNotFound() => Assert.Equal(
        PlatformProblems.NotFound,
        Assert.Throws<ProblemException>(() => ReadCopy.Decide(Send(null, "b").Next, "a", Monday)).Type);

    private static Change<Copies> Send(Copies? current, string to, string? note = null) =>
        SendCopy.Decide(current, Matter, new CopyForm(to, note), "a", ["b", "c"], Monday);
}
