namespace FunctionsApp.Programmes.Fields;

/// <summary>Yuan (CNY) with at most two decimals.</summary>
public sealed record MoneyField : DecimalField
{
    internal override int Places => 2;
}
