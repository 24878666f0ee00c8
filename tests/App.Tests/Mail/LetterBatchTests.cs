using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;

namespace App.Tests.Mail;

public sealed class LetterBatchTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(40, 1)]
    [InlineData(41, 2)]
    [InlineData(99, 3)]
    public void Of_Many_HoldsAtMost40InTheOrderOfTheirKeys(int letters, int batches)
    {
        var messages = Messages(Enumerable.Range(0, letters).Reverse().Select(number => DeliverBatchTests.Letter(number)));

        Assert.Equal(batches, messages.Count);
        var all = messages.SelectMany(PostOffice.LettersOf).Select(LetterBatch.KeyOf).ToList();
        Assert.Equal(letters, all.Distinct().Count());
        Assert.Equal(all.Order(StringComparer.Ordinal), all);
    }

    [Fact]
    public void Of_LongLetters_FitAMessage()
    {
        var messages = Messages(Enumerable.Range(0, 40).Select(number => DeliverBatchTests.Letter(number, text: new string('x', 30_000))));

        Assert.Equal(40, messages.SelectMany(PostOffice.LettersOf).Count());
        Assert.InRange(messages.Count, 7, 16);
        Assert.All(messages, message => Assert.InRange(message.Body.ToMemory().Length, 1, JsonMessage.MaxBytes));
    }

    [Fact]
    public void Id_OfTheSameLetters_IsTheSame()
    {
        string IdOf(params int[] numbers) => Assert.Single(Messages(numbers.Select(number => DeliverBatchTests.Letter(number)))).MessageId;

        Assert.Equal(IdOf(1, 2), IdOf(2, 1));
        Assert.NotEqual(IdOf(1, 2), IdOf(1, 3));
        Assert.NotEqual(IdOf(1, 2), IdOf(1));
    }

    [Fact]
    public void KeyOf_LetterThatARowRemembers_IsRefused() =>
        Assert.Throws<ArgumentException>(() => LetterBatch.KeyOf(DeliverBatchTests.Letter(1) with { SentOn = null }));

    private static List<Azure.Messaging.ServiceBus.ServiceBusMessage> Messages(IEnumerable<Letter> letters) =>
        [.. LetterBatch.Of(new LettersAbout("w1-1", letters))];
}
