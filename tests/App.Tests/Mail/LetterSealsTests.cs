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
        var id = $"{seals.Of("letter-1")}@example.com";
        Assert.Equal(LetterSeals.NameOf("letter-1"), seals.Find(id));
        Assert.Equal(seals.Of("letter-1"), seals.Of("letter-1"));
        Assert.NotEqual(seals.Of("letter-1"), seals.Of("letter-2"));
    }

    [Fact]
    public void Find_KeyRotated_OldLettersAreKnownUntilItsKeyIsDropped()
    {
        var id = $"{seals.Of("letter-1")}@example.com";
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
        var (name, other) = (LetterSeals.NameOf("letter-1"), seals.Of("letter-2").Split('.')[1]);
        Assert.All(
            [name, $"{name}.", $"{name}.{new string('0', 32)}", $"{name}.{other}", $"{seals.Of("letter-1")}.more"],
            forged => Assert.Null(seals.Find($"{forged}@example.com")));
        Assert.True(Ids.IsId(name));
    }

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
