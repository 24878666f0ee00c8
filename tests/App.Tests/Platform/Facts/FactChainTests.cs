using CsCheck;
using FunctionsApp.Platform.Facts;

namespace App.Tests.Platform.Facts;

public class FactChainTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 2, 3, TimeSpan.Zero);

    private static readonly Gen<IReadOnlyList<Fact>> Chains =
        from texts in Gen.String.Array[1, 8]
        select FactChain.Append("subject", FactHead.Start, texts.Select(text => new NewFact("Said", "someone", new { text })), At);

    [Fact]
    public void FirstBroken_UntouchedChain_IsNull() => Chains.Sample(chain => Assert.Null(FactChain.FirstBroken(chain)));

    [Fact]
    public void FirstBroken_AnyFieldChanged_NamesThatFact() => Gen.Select(Chains, Gen.Int[0, 7], Gen.Int[0, 5]).Sample((chain, place, field) =>
    {
        var at = place % chain.Count;
        var tampered = chain.ToList();
        var fact = tampered[at];
        tampered[at] = field switch
        {
            0 => fact with { Type = fact.Type + "!" },
            1 => fact with { At = fact.At.AddTicks(1) },
            2 => fact with { Actor = "other" },
            3 => fact with { Data = fact.Data + " " },
            4 => fact with { Subject = "elsewhere" },
            _ => fact with { Hash = new string('0', 64) },
        };
        Assert.Equal(at + 1, FactChain.FirstBroken(tampered));
    });

    [Fact]
    public void FirstBroken_FactLeftOut_NamesItsPlace() => Chains.Where(chain => chain.Count > 1).Sample(chain =>
        Assert.Equal(1, FactChain.FirstBroken(chain.Skip(1))));

    [Fact]
    public void Append_InTwoSteps_EqualsOne() => Chains.Where(chain => chain.Count > 1).Sample(chain =>
    {
        var first = chain.Take(1).ToList();
        var rest = FactChain.Append("subject", new FactHead(1, first[0].Hash), chain.Skip(1).Select(fact => new NewFact(fact.Type, fact.Actor, System.Text.Json.JsonDocument.Parse(fact.Data).RootElement)), At);
        Assert.Equal(chain.Select(fact => fact.Number), first.Concat(rest).Select(fact => fact.Number));
        Assert.Null(FactChain.FirstBroken(first.Concat(rest)));
    });
}
