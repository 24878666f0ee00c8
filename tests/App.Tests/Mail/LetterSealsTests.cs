using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using Microsoft.Extensions.Options;

namespace App.Tests.Mail;

public sealed class LetterSealsTests
{
    private readonly LetterSeals seals = Of(1);

    [Fact]
    public void Find_Sealed_IsTheLettersName()
    {
        var id = $"{seals.Of(Letter("letter-1"))}@example.com";
        Assert.Equal(new LetterName(LetterSeals.NameOf("letter-1")), seals.Find(id));
        Assert.Equal(seals.Of(Letter("letter-1")), seals.Of(Letter("letter-1")));
        Assert.NotEqual(seals.Of(Letter("letter-1")), seals.Of(Letter("letter-2")));
    }

    [Fact]
    public void Find_KeyRotated_OldLettersAreKnownUntilItsKeyIsDropped()
    {
        var id = $"{seals.Of(Letter("letter-1"))}@example.com";
        Assert.NotNull(Of(2, 1).Find(id));
        Assert.Null(Of(2).Find(id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("CAF=x9@mail.example")]
    [InlineData("a.b@example.com")]
    public void Find_AnotherServers_IsNone(string? id) => Assert.Null(seals.Find(id));

    [Fact]
    public void Find_NameOfALetterWithAForgedSeal_IsNone()
    {
        var (name, other) = (LetterSeals.NameOf("letter-1"), seals.Of(Letter("letter-2")).Split('.')[1]);
        Assert.All(
            [name, $"{name}.", $"{name}.{new string('0', 32)}", $"{name}.{other}", $"{seals.Of(Letter("letter-1"))}.more"],
            forged => Assert.Null(seals.Find($"{forged}@example.com")));
        Assert.True(Ids.IsId(name));
    }

    [Fact]
    public void Find_OfABatch_HasItsSubscriptionRoundAndDay()
    {
        var letter = Batched("letter-1");
        Assert.Equal(
            new LetterName(LetterSeals.NameOf("letter-1"), "s1", "2", new DateOnly(2026, 3, 2)),
            seals.Find($"{seals.Of(letter)}@example.com"));
    }

    /// <summary>The seal covers all of it: no other subscription can be reported with it.</summary>
    [Theory]
    [InlineData(".s1.", ".s2.")]
    [InlineData(".2.2026", ".3.2026")]
    [InlineData(".20260302.", ".20260303.")]
    [InlineData(".2.20260302.", ".")]
    public void Find_OfABatchChanged_IsNone(string from, string to)
    {
        var id = seals.Of(Batched("letter-1"));
        Assert.Contains(from, id);
        Assert.Null(seals.Find($"{id.Replace(from, to, StringComparison.Ordinal)}@example.com"));
    }

    private static Letter Letter(string id) => new(id, "canary", null, null, Language.English, new Dictionary<string, string>());

    private static Letter Batched(string id) => Letter(id) with
    {
        SentOn = new DateOnly(2026, 3, 2), Exit = new LetterExit("p", "q", "subscription", "s1", "2", DateTimeOffset.UnixEpoch),
    };

    private static LetterSeals Of(params byte[] keys) => new(Options.Create(new CallbackOptions
    {
        Keys =
        [
            .. keys.Select(key => new CallbackKey
            {
                Id = $"{key}", Secret = Convert.ToBase64String(Enumerable.Repeat(key, 32).ToArray()),
            }),
        ],
    }));
}
