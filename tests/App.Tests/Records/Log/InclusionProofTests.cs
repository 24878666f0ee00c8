using FunctionsApp.Records.Log;

namespace App.Tests.Records.Log;

public sealed class InclusionProofTests
{
    private static readonly NoteSigner Signer = new("records.example/log", [.. Enumerable.Range(0, 32).Select(number => (byte)number)]);

    [Fact]
    public void Verifier_OfTheStandardsExample_AcceptsItsNote()
    {
        var verifier = NoteVerifier.Parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        var note = SignedNote.Parse(
            "This is an example message.\n\n\u2014 example.com/foo "
            + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n");

        Assert.True(verifier.Verifies(note));
        Assert.False(verifier.Verifies(note with { Text = "This is an example message!\n" }));
        Assert.False(Signer.Verifier.Verifies(note));
    }

    [Theory]
    [InlineData("")]
    [InlineData("records.example/log")]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+?")]
    public void Verifier_OfAnotherText_IsRefused(string text) => Assert.Throws<FormatException>(() => NoteVerifier.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("\n\n\n")]
    [InlineData("text\n\n\u2014 name AAAAAAA=")]
    public void Note_WithoutSignatures_IsRefused(string text) => Assert.Throws<FormatException>(() => SignedNote.Parse(text));

    [Fact]
    public void Proof_Written_IsReadBackAndHolds()
    {
        var proof = InclusionProof.Parse(Proof().Text);

        Assert.Equal(Proof().Text, proof.Text);
        Assert.Null(proof.Fault(NoteVerifier.Parse(Signer.Verifier.Text)));
        Assert.Null(proof.Fault(key: null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""["a","b","c","d"]""")]
    [InlineData("""["a","b","1" ,"d"]""")]
    [InlineData("""["a",null,"1","d"]""")]
    public void Entry_OfAnotherText_IsRefused(string text) => Assert.Throws<FormatException>(() => LogEntry.Parse(text));

    [Fact]
    public void Proof_OfAnotherEntry_DoesNotHold() => 
        Assert.Equal(ProofFault.Root, (Proof() with { Entry = Entry(2).Text }).Fault(Signer.Verifier));

    [Fact]
    public void Proof_SignedByAnotherKeyOfTheName_DoesNotHold()
    {
        var other = new NoteSigner("records.example/log", new byte[32]);

        Assert.Equal(ProofFault.Signature, Proof().Fault(other.Verifier));
    }

    [Fact]
    public void Proof_WithAnyByteChanged_IsRefusedOrDoesNotHold()
    {
        var text = Proof().Text;
        for (var place = 0; place < text.Length; place++)
        {
            var changed = text.ToCharArray();
            changed[place] = changed[place] == 'A' ? 'B' : 'A';
            ProofFault? fault;
            try
            {
                fault = InclusionProof.Parse(new string(changed)).Fault(Signer.Verifier);
            }
            catch (FormatException)
            {
                continue;
            }

            Assert.True(fault is not null, $"A change at {place} is not seen.");
        }
    }

    private static LogEntry Entry(int number) => new("Applications", "a", number, new string('0', 64));

    private static byte[] Leaf(int number) => Entry(number).Leaf();

    private static InclusionProof Proof()
    {
        var tree = LogTree.Empty;
        tree.Append(Enumerable.Range(0, 3).Select(Leaf));
        return new InclusionProof(
            Entry(1).Text, 1, [Leaf(0), Leaf(2)], Signer.Sign(new Checkpoint("records.example/log", 3, tree.Root()).Text));
    }
}
