// CsCheck has a Hash too; in these tests it is the ledger's.
global using Hash = Governance.Ledger.Hash;
