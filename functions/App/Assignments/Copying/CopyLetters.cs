using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Assignments.Copying;

/// <summary>The letters to those who receive copies.</summary>
public sealed class CopyLetters(AggregateStore store, StaffDirectory staff, LetterSender letters)
{
    public const string Sent = "copy-sent";

    /// <summary>Safe to run twice: a copy has one letter.</summary>
    /// <param name="id">From <see cref="CopyAggregate.IdOf"/>: the fact's subject.</param>
    public async Task SendAsync(string id, CopySent sent, CancellationToken cancellation)
    {
        if ((await store.FindAsync(CopyAggregate.Kind, id, cancellation))?.State is not { } copies) return;
        if (copies.Of(sent.To) is not { } copy) return;
        var language = staff.Find(copy.To)?.Speaks ?? Language.Chinese;
        await letters.SendAsync(new Letter(
            $"{Sent}.{id}.{copy.Number}", Sent, copy.To, null, language,
            new Dictionary<string, string>
            {
                ["title"] = copies.Matter.Title.In(language),
                ["programme"] = copies.Matter.Context.In(language),
                ["from"] = staff.NameOf(copy.From),
                ["note"] = copy.Note ?? "—",
            }, Link: $"applications/{copies.Matter.Id}"), cancellation);
    }
}
