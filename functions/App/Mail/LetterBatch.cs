using System.Text.Json.Serialization;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;

namespace FunctionsApp.Mail;

/// <summary>Letters to subscribers about one matter, however many.</summary>
/// <param name="Letters">Each with an exit and its day.</param>
public sealed record LettersAbout(string About, IEnumerable<Letter> Letters)
{
    /// <inheritdoc cref="LetterBatch.Also"/>
    public IReadOnlyList<string>? Also { get; init; }
}

/// <summary>Letters to subscribers about one matter, which leave over one connection.</summary>
/// <param name="About">What they are about: whoever had a letter about it gets none again, whatever batch brings it.</param>
/// <param name="Letters">1..40, each to another subscription, in the order of their keys.</param>
public sealed record LetterBatch(string About, IReadOnlyList<Letter> Letters)
{
    /// <summary>Other matters whose batches bring the same letters: whoever had one of them gets none. Null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Also { get; init; }

    /// <summary>Of its message: others of the queue are letters by themselves.</summary>
    public const string Subject = "batch";

    /// <summary>Few enough that the last one does not wait for long, where a letter takes a mail server a while.</summary>
    private const int Most = 40;

    /// <summary>Of its letters: the same batch that is sent twice has the same one.</summary>
    [JsonIgnore] public string Id => Ids.From(["batch", About, .. Letters.Select(letter => letter.Id)]);

    /// <summary>Day of its letters, Asia/Shanghai: the first one where they have several.</summary>
    [JsonIgnore] public DateOnly? SentOn => Letters.Min(letter => letter.SentOn);

    /// <summary>Key of its first letter.</summary>
    [JsonIgnore] public string From => KeyOf(Letters[0]);

    /// <summary>Key of its last letter.</summary>
    [JsonIgnore] public string To => KeyOf(Letters[^1]);

    /// <summary>Of a letter: its subscription and round.</summary>
    public static string KeyOf(Letter letter) => letter is { SentOn: not null, Exit: { } exit }
        ? $"{exit.Subject}.{exit.Digest}"
        : throw new ArgumentException($"Letter {letter.Id} is not of a batch.", nameof(letter));

    /// <summary>The messages that bring them all.</summary>
    internal static IEnumerable<ServiceBusMessage> Of(LettersAbout matter) => matter.Letters
        .OrderBy(KeyOf, StringComparer.Ordinal).Chunk(Most).SelectMany(some => Fitting(matter, some));

    private static IEnumerable<ServiceBusMessage> Fitting(LettersAbout matter, IReadOnlyList<Letter> letters)
    {
        var batch = new LetterBatch(matter.About, letters) { Also = matter.Also };
        var message = JsonMessage.Of(batch.Id, batch, Subject);
        if (letters.Count == 1 || message.Body.ToMemory().Length <= JsonMessage.MaxBytes) return [message];
        var half = letters.Count / 2;
        return [.. Fitting(matter, [.. letters.Take(half)]), .. Fitting(matter, [.. letters.Skip(half)])];
    }
}
