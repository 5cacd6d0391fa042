"""A somewhat longer script: parsing commands, keeping state in objects, printing a table."""

COMMANDS = """
open alice 100
open bob 50
move alice bob 30
move bob alice 500
close carol
open alice 1
interest 0.05
"""


class BankError(Exception):
    pass


class Account:
    """One account."""

    number = 0

    def __init__(self, owner, balance):
        Account.number += 1
        self.id = Account.number
        self.owner = owner
        self.balance = balance
        self.history = [("open", balance)]

    def apply(self, amount, what):
        if self.balance + amount < 0:
            raise BankError(f"{self.owner} has only {self.balance:.2f}")
        self.balance += amount
        self.history.append((what, amount))

    def __lt__(self, other):
        return self.balance < other.balance


class Bank:
    def __init__(self):
        self.accounts = {}
        self.handlers = {
            "open": self.open,
            "move": self.move,
            "interest": lambda rate: [a.apply(a.balance * float(rate), "interest") for a in self.accounts.values()],
        }

    def open(self, owner, amount):
        if owner in self.accounts:
            raise BankError("account exists: " + owner)
        self.accounts[owner] = Account(owner, float(amount))

    def move(self, source, target, amount):
        amount = float(amount)
        self.accounts[source].apply(-amount, "to " + target)
        self.accounts[target].apply(amount, "from " + source)

    def run(self, text):
        for number, line in enumerate(text.strip().split("\n"), start=1):
            command, *arguments = line.split()
            try:
                handler = self.handlers[command]
                handler(*arguments)
            except KeyError as e:
                print(f"line {number}: unknown {e}")
            except BankError as e:
                print(f"line {number}: {e}")
            else:
                print(f"line {number}: ok")

    def table(self):
        width = max(len(name) for name in self.accounts)
        for account in sorted(self.accounts.values(), reverse=True):
            print(f"{account.id:>3} {account.owner:<{width}} {account.balance:>10.2f} {len(account.history)}")


bank = Bank()
bank.run(COMMANDS)
bank.table()
print([what for what, amount in bank.accounts["alice"].history if amount > 0])
