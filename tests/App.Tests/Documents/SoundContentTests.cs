using App.Tests.Documents.Checking;
using FunctionsApp.Documents;

namespace App.Tests.Documents;

public class SoundContentTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 1000).Select(each => (byte)each)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(999)]
    [InlineData(1000)]
    [InlineData(5000)]
    public async Task Read_WhatWasAccepted_IsGivenToItsEnd(int buffer)
    {
        var (read, isRefused) = await ReadAsync(Content, buffer);

        Assert.Equal(Content, read);
        Assert.False(isRefused);
    }

    /// <summary>Whoever takes what came so far has no complete document.</summary>
    [Theory]
    [InlineData(0, 7)]
    [InlineData(500, 7)]
    [InlineData(999, 7)]
    [InlineData(0, 5000)]
    [InlineData(999, 5000)]
    [InlineData(999, 1)]
    public async Task Read_OneOtherByte_NeverGivesTheEnd(int at, int buffer)
    {
        byte[] other = [.. Content];
        other[at] ^= 1;

        var (read, isRefused) = await ReadAsync(other, buffer);

        Assert.True(isRefused);
        Assert.InRange(read.Length, 0, Content.Length - 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1001)]
    [InlineData(3000)]
    public async Task Read_OtherLength_IsRefused(int length)
    {
        var (read, isRefused) = await ReadAsync([.. Content.Concat(Content).Concat(Content).Take(length)], 64);

        Assert.True(isRefused);
        Assert.InRange(read.Length, 0, Content.Length - 1);
    }

    private static async Task<(byte[] Read, bool IsRefused)> ReadAsync(byte[] stored, int buffer)
    {
        await using var content = new SoundContent(
            new MemoryStream(stored), Content.Length, Checked.Hash(Content), () => new InvalidOperationException());
        using var read = new MemoryStream();
        try
        {
            await content.CopyToAsync(read, buffer, Cancellation);
            return (read.ToArray(), false);
        }
        catch (InvalidOperationException)
        {
            return (read.ToArray(), true);
        }
    }
}
