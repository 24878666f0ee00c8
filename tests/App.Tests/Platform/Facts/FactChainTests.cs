using CsCheck;
using FunctionsApp.Platform.Facts;

namespace App.Tests.Platform.Facts;

public class FactChainTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 2, 3, TimeSpan.Zero);

    private static readonly Gen<NewFact[]> Facts =
        from texts in Gen.String.Array[1, 8]
        select texts.Select(text => new NewFact("someone", new Noted(text))).ToArray();

    private static readonly Gen<IReadOnlyList<SealedFact>> Chains =
        from facts in Facts select FactChain.Append("subject", FactHead.Start, facts, At);

    [Fact]
    public void FirstBroken_UntouchedChain_IsNull() => Chains.Sample(chain => Assert.Null(FactChain.FirstBroken(chain)));

    [Fact]
    public void FirstBroken_AnyFieldChanged_NamesThatFact() =>
        Gen.Select(Chains, Gen.Int[0, 7], Gen.Int[0, 5]).Sample((chain, place, field) =>
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
    public void Append_InTwoSteps_EqualsOne() => Facts.Where(facts => facts.Length > 1).Sample(facts =>
    {
        var first = FactChain.Append("subject", FactHead.Start, facts.Take(1), At);
        var rest = FactChain.Append("subject", new FactHead(1, first[0].Hash), facts.Skip(1), At);
        Assert.Equal(FactChain.Append("subject", FactHead.Start, facts, At), first.Concat(rest));
    });

    [Fact]
    public void Append_Fact_IsNamedByItsTypeAndHasItsMembersAsData()
    {
        var noted = new NewFact("ann", new Noted("预算 \"1\""));
        var fact = Assert.Single(FactChain.Append("s", new FactHead(6, "f00"), [noted], At.ToOffset(TimeSpan.FromHours(8))));

        Assert.Equal(("s", 7, "Noted", "ann", """{"text":"预算 \"1\""}""", "f00"),
            (fact.Subject, fact.Number, fact.Type, fact.Actor, fact.Data, fact.Previous));
        Assert.Equal((At, TimeSpan.Zero), (fact.At, fact.At.Offset));
        Assert.Matches("^[0-9a-f]{64}$", fact.Hash);
        Assert.Equal($"s-000000007-{fact.Hash[..8]}", fact.MessageId);
    }

    [Fact]
    public void MessageId_OfTwoKindsWithTheSameId_Differs()
    {
        var one = FactChain.Append("s", FactHead.Start, [new NewFact("ann", new Noted("one"))], At)[0];
        var other = FactChain.Append("s", FactHead.Start, [new NewFact("ann", new Noted("other"))], At)[0];

        Assert.Equal((one.Subject, one.Number), (other.Subject, other.Number));
        Assert.NotEqual(one.MessageId, other.MessageId);
    }

    [Fact]
    public void Row_AnyFact_ReadsAsItWasWritten() => Chains.Sample(chain =>
        Assert.Equal(chain, chain.Select(fact => FactRows.Read(FactRows.From(fact)))));

    private sealed record Noted(string Text) : Fact;
}
